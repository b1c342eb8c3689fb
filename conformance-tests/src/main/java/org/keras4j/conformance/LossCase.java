package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.keras4j.autodiff.Gradients;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.ops.NnOps;
import org.keras4j.tensor.NDArray;

/** One loss of one batch by real Keras, repeated: value, gradient and config. */
final class LossCase {
  private final Map<String, Object> json;
  private final Evaluator evaluator;
  private final Feeds feeds;

  LossCase(Fixture fixture, Map<String, Object> json, Evaluator evaluator) {
    this.json = json;
    this.evaluator = evaluator;
    this.feeds = new Feeds(fixture, (String) json.get("name"));
  }

  /** Runs the case. */
  void run() {
    Loss loss =
        Losses.get(Map.of("class_name", json.get("class_name"), "config", json.get("args")));
    ConfigComparison.check(json.get("config"), loss);
    Tensor x = feeds.tensor(json.get("y_pred"));
    Tensor output =
        loss.apply(
            feeds.tensor(json.get("y_true")),
            last(x),
            feeds.tensor(json.get("sample_weight")),
            feeds.tensor(json.get("mask")));
    Expectations expectations = new Expectations();
    NDArray expected = feeds.array(json.get("output"));
    expectations.expect("loss", output, expected, Tolerance.of(expected.dtype()));
    if (json.get("gradient") != null) {
      Tensor cotangent = feeds.tensor(json.get("cotangent"));
      Tensor gradient =
          Gradients.of(List.of(output), List.of(cotangent), List.of(x), Gradients.Unconnected.ZERO)
              .get(0);
      NDArray wanted = feeds.array(json.get("gradient"));
      expectations.expect("gradient", gradient, wanted, Tolerance.ofGradient(wanted.dtype()));
    }
    expectations.check(tensors -> feeds.evaluate(evaluator, tensors));
  }

  /** The predictions, which an activation may make of {@code x}. */
  private Tensor last(Tensor x) {
    Object activation = json.get("last");
    if (activation == null) {
      return x;
    }
    return activation.equals("softmax") ? NnOps.softmax(x, -1) : NnOps.sigmoid(x);
  }

  /** What Keras' {@code compile} makes of a string: the name and the value of the loss. */
  void runIdentifier() {
    Tensor yTrue = feeds.tensor(json.get("y_true"));
    Tensor yPred = feeds.tensor(json.get("y_pred"));
    Loss loss =
        Losses.get(json.get("identifier"), yTrue.spec(), yPred.spec(), ReadContext.standard());
    assertEquals(json.get("loss_name"), loss.name(), "name");
    NDArray expected = feeds.array(json.get("output"));
    Expectations expectations = new Expectations();
    expectations.expect(
        "loss", loss.apply(yTrue, yPred, null, null), expected, Tolerance.of(expected.dtype()));
    expectations.check(tensors -> feeds.evaluate(evaluator, tensors));
  }
}
