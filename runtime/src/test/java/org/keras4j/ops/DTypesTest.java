package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.ShapeException;

/** Type promotion against Keras' own table (conformance-tests/fixtures/make_promotion.py). */
class DTypesTest {
  @Test
  void promotesAsKeras() throws IOException {
    int checked = 0;
    for (List<String> row : rows()) {
      List<String> operands = row.subList(0, row.size() - 1);
      assertEquals(DType.of(row.get(row.size() - 1)), promoted(operands), operands.toString());
      checked++;
    }
    assertTrue(checked > 500, "only " + checked + " rows were read");
  }

  @Test
  void stringsAreNotPromoted() {
    assertEquals(DType.STRING, DTypes.resultType(DType.STRING, DType.STRING));
    assertThrows(ShapeException.class, () -> DTypes.resultType(DType.STRING, DType.FLOAT32));
  }

  private static DType promoted(List<String> operands) {
    boolean weakInt = operands.contains("int");
    boolean weakFloat = operands.contains("float");
    DType[] dtypes =
        operands.stream()
            .filter(name -> !name.equals("int") && !name.equals("float"))
            .map(DType::of)
            .toArray(DType[]::new);
    if (weakFloat) {
      return DTypes.resultTypeWithFloat(dtypes);
    }
    return weakInt ? DTypes.resultTypeWithInt(dtypes) : DTypes.resultType(dtypes);
  }

  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (InputStream in = DTypesTest.class.getResourceAsStream("promotion.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher row = Pattern.compile("^\\[(\".*\")]", Pattern.MULTILINE).matcher(text);
      while (row.find()) {
        rows.add(Arrays.stream(row.group(1).split(", ")).map(s -> s.replace("\"", "")).toList());
      }
    }
    return rows;
  }
}
