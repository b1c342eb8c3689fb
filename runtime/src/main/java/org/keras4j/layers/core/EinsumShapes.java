package org.keras4j.layers.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Shapes of the weights of an {@link EinsumDense}.
 *
 * @param bias null for none
 * @param inputAxes axes of the kernel that are summed over
 * @param outputAxes axes of the kernel that the output has
 */
record EinsumShapes(Shape kernel, Shape bias, List<Integer> inputAxes, List<Integer> outputAxes) {
  private static final Pattern EQUATION =
      Pattern.compile(
          "(\\.\\.\\.)?([a-zA-Z]+)(\\.\\.\\.)?,([a-zA-Z]+)->(\\.\\.\\.)?([a-zA-Z]+)(\\.\\.\\.)?");

  /**
   * The shapes for an input.
   *
   * @param biasAxes labels of output axes, or null
   * @param partialOutput output shape without the batch and the axes of an ellipsis
   * @throws ShapeException when equation and shapes do not fit
   */
  static EinsumShapes of(String equation, String biasAxes, Shape input, Shape partialOutput) {
    Matcher matcher = EQUATION.matcher(equation.replace(" ", ""));
    require(matcher.matches() && dotsFit(matcher), invalid(equation));
    String inputLabels = matcher.group(2);
    String outputLabels = matcher.group(6);
    boolean left = matcher.group(1) != null;
    boolean right = matcher.group(3) != null;
    int elided = input.rank() - inputLabels.length();
    require(
        left || right ? elided >= 0 : elided == 0,
        "The equation '" + equation + "' does not fit an input of shape " + input);

    // Without its elided axes the input has one label an axis; so has the output.
    Shape named = left ? input.slice(elided, input.rank()) : input.slice(0, inputLabels.length());
    Shape output = output(input, partialOutput, left, elided, outputLabels.length(), equation);
    for (int i = 0; i < inputLabels.length(); i++) {
      checkShared(inputLabels.charAt(i), named.dim(i), outputLabels, output);
    }
    Weights weights = new Weights(inputLabels, named, outputLabels, output);
    return weights.shapes(matcher.group(4), biasAxes, right ? elided : 0);
  }

  private static boolean dotsFit(Matcher matcher) {
    boolean left = matcher.group(1) != null;
    boolean right = matcher.group(3) != null;
    return !(left && right)
        && left == (matcher.group(5) != null)
        && right == (matcher.group(7) != null);
  }

  private static String invalid(String equation) {
    return "Invalid einsum equation '"
        + equation
        + "'. Equations must be in the form [X],[Y]->[Z], ...[X],[Y]->...[Z], or"
        + " [X]...,[Y]->[Z]....";
  }

  /** The output's dimensions that have labels. The batch is elided if there is a left ellipsis. */
  private static Shape output(
      Shape input, Shape partial, boolean left, int elided, int labels, String equation) {
    Shape output = left && elided > 0 ? partial : Shape.of(input.dim(0)).concat(partial);
    require(
        output.rank() == labels,
        "The output shape " + partial + " does not fit the equation '" + equation + "'");
    return output;
  }

  private static void checkShared(char label, int inputDim, String outputLabels, Shape output) {
    int at = outputLabels.indexOf(label);
    require(
        at < 0 || !output.isKnown(at) || output.dim(at) == inputDim,
        () ->
            "Input shape and output shape do not match at shared dimension '"
                + label
                + "'. Input shape is "
                + inputDim
                + ", and output shape is "
                + output.dim(at)
                + ".");
  }

  private static void require(boolean condition, String message) {
    require(condition, () -> message);
  }

  private static void require(boolean condition, java.util.function.Supplier<String> message) {
    if (!condition) {
      throw new ShapeException(message.get());
    }
  }

  /** The labels of input and output, and their dimensions. */
  private record Weights(String inputLabels, Shape input, String outputLabels, Shape output) {
    EinsumShapes shapes(String kernelLabels, String biasAxes, int elidedRight) {
      outputLabels
          .chars()
          .forEach(
              label ->
                  require(
                      inputLabels.indexOf(label) >= 0 || kernelLabels.indexOf(label) >= 0,
                      "Dimension '"
                          + (char) label
                          + "' was specified in the output '"
                          + outputLabels
                          + "' but has no corresponding dim in the input spec '"
                          + inputLabels
                          + "' or weight spec '"
                          + kernelLabels
                          + "'"));
      List<Integer> inputAxes = new ArrayList<>();
      List<Integer> outputAxes = new ArrayList<>();
      int[] dims = new int[kernelLabels.length()];
      for (int i = 0; i < dims.length; i++) {
        char label = kernelLabels.charAt(i);
        boolean isOutput = outputLabels.indexOf(label) >= 0;
        (isOutput ? outputAxes : inputAxes).add(i);
        dims[i] = isOutput ? output.dim(outputLabels.indexOf(label)) : inputDim(label);
      }
      return new EinsumShapes(Shape.of(dims), bias(biasAxes, elidedRight), inputAxes, outputAxes);
    }

    private int inputDim(char label) {
      require(
          inputLabels.indexOf(label) >= 0,
          "Weight dimension '"
              + label
              + "' did not have a match in either the input spec '"
              + inputLabels
              + "' or the output spec '"
              + outputLabels
              + "'. For this layer, the weight must be fully specified.");
      return input.dim(inputLabels.indexOf(label));
    }

    /** From the first axis with a bias on, 1 for axes without. */
    private Shape bias(String biasAxes, int elidedRight) {
      if (biasAxes == null) {
        return null;
      }
      int first = outputLabels.length();
      for (char label : biasAxes.toCharArray()) {
        require(
            outputLabels.indexOf(label) >= 0,
            "Bias dimension '"
                + label
                + "' was requested, but is not part of the output spec '"
                + outputLabels
                + "'");
        first = Math.min(first, outputLabels.indexOf(label));
      }
      int[] dims = new int[outputLabels.length() - first + elidedRight];
      for (int i = 0; i < dims.length; i++) {
        boolean biased =
            first + i < outputLabels.length()
                && biasAxes.indexOf(outputLabels.charAt(first + i)) >= 0;
        dims[i] = biased ? output.dim(first + i) : 1;
      }
      return Shape.of(dims);
    }
  }
}
