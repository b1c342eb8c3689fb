package org.keras4j.conformance.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Configs that ask for code, for other files, for memory or for endless work; and odd honest ones.
 */
final class HostileConfigs {
  private HostileConfigs() {}

  /** A config, to be put into each format. */
  record ConfigCase(String name, Supplier<byte[]> json, boolean accepted, List<String> says) {}

  private static ConfigCase refused(String name, String json, String... says) {
    return new ConfigCase(name, () -> utf8(json), false, List.of(says));
  }

  private static ConfigCase large(String name, Supplier<String> json, String... says) {
    return new ConfigCase(name, () -> utf8(json.get()), false, List.of(says));
  }

  private static ConfigCase read(String name, Supplier<String> json) {
    return new ConfigCase(name, () -> utf8(json.get()), true, List.of());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<ConfigCase> all() {
    return Stream.of(shapesOfJson(), code(), otherFiles(), numbers(), graphs(), sizes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ConfigCase> shapesOfJson() {
    return List.of(
        refused("json_empty", ""),
        refused("json_null", "null"),
        refused("json_list", "[]", "dictionary"),
        refused("json_text_after", sequential(relu()) + "]"),
        refused("json_duplicate_key", sequential(layer("ReLU", "\"name\":\"a\",\"name\":\"b\""))),
        new ConfigCase(
            "json_bad_utf8",
            () ->
                sequential(layer("ReLU", "\"name\":\"\u00ff\""))
                    .getBytes(StandardCharsets.ISO_8859_1),
            false,
            List.of()),
        large("json_100000_arrays_deep", () -> nested("[", "]", 100_000), "JSON"),
        large("json_5000_models_deep", () -> models(5_000), "JSON"),
        read("json_150_models_deep", () -> models(150)),
        large("json_number_of_a_million_digits", () -> units("9".repeat(1_000_000)), "JSON"),
        refused("json_number_1e999999999", units("1e999999999")),
        refused("name_with_nul", sequential(layer("ReLU", "\"name\":\"a\\u0000b\"")), "\\u0000"),
        refused("name_with_line", sequential(layer("ReLU", "\"name\":\"a\\nERROR b\"")), "\\u000a"),
        refused(
            "name_right_to_left", sequential(layer("ReLU", "\"name\":\"a\u202eb\"")), "control"),
        large(
            "name_of_2000_characters",
            () -> sequential(layer("ReLU", "\"name\":\"" + "n".repeat(2_000) + "\"")),
            "NAME_BYTES"),
        refused("class_with_line", sequential(layer("ReLU\\n2026 INFO ok", "")), "\\u000a"));
  }

  private static List<ConfigCase> code() {
    return List.of(
        refused("code_lambda_python", sequential(lambda("[\"4wEAAAA=\", null, null]")), "Lambda"),
        refused(
            "code_lambda_marshalled",
            sequential(
                lambda("{\"class_name\":\"__lambda__\",\"config\":{\"value\":\"4wEAAAA=\"}}"))),
        refused(
            "code_function_of_os",
            sequential(
                layer(
                    "Dense", "\"units\":3,\"activation\":" + function("os", "system", "system")))),
        refused(
            "code_function_in_keras",
            sequential(
                layer(
                    "Dense",
                    "\"units\":3,\"activation\":"
                        + function("keras.src.utils.file_utils", "get_file", "get_file")))),
        refused(
            "code_class_of_subprocess",
            sequential(
                "{\"module\":\"subprocess\",\"class_name\":\"Popen\",\"config\":{\"args\":[\"id\"]},"
                    + "\"registered_name\":null}"),
            "Unknown layer"),
        refused(
            "code_java_class",
            sequential(
                "{\"module\":\"java.lang\",\"class_name\":\"java.lang.ProcessBuilder\",\"config\":"
                    + "{\"command\":[\"id\"]}}"),
            "Unknown layer"),
        refused(
            "code_torch_module", sequential(layer("TorchModuleWrapper", "\"module\":\"gAJ9\""))),
        refused(
            "code_policy_switch",
            "{\"module\":\"keras.config\",\"class_name\":\"function\","
                + "\"config\":\"enable_unsafe_deserialization\"}"),
        refused("code_unknown_layer", sequential(layer("Densee", "")), "Did you mean 'Dense'"));
  }

  private static List<ConfigCase> otherFiles() {
    return List.of(
        refused("file_saved_model", sequential(layer("TFSMLayer", "\"filepath\":\"/tmp/model\""))),
        refused(
            "file_vocabulary_path",
            sequential(layer("StringLookup", "\"vocabulary\":\"/etc/passwd\"")),
            "vocabulary file outside of the model archive"),
        refused(
            "file_vocabulary_url",
            sequential(layer("TextVectorization", "\"vocabulary\":\"http://127.0.0.1:1/v\"")),
            "vocabulary file outside of the model archive"),
        refused(
            "file_numpy_pickle",
            sequential(
                layer(
                    "Normalization",
                    "\"mean\":{\"class_name\":\"__numpy__\",\"config\":{\"value\":[1],\"dtype\":"
                        + "\"object\"}}"))));
  }

  private static List<ConfigCase> numbers() {
    List<String> units =
        List.of(
            "-5",
            "0",
            "NaN",
            "Infinity",
            "null",
            "\"16\"",
            "16.5",
            "[16]",
            "true",
            "{}",
            "2147483648",
            "4611686018427387904",
            "1e400");
    return IntStream.range(0, units.size())
        .mapToObj(
            i ->
                refused(
                    "units_" + i + "_" + units.get(i).replaceAll("\\W", "_"), units(units.get(i))))
        .toList();
  }

  private static List<ConfigCase> graphs() {
    return List.of(
        refused("graph_cycle", functional(call("a", "b") + "," + call("b", "a"), "b")),
        refused("graph_of_itself", functional(call("a", "a"), "a")),
        refused(
            "graph_two_layers_of_a_name", functional(call("a", "x") + "," + call("a", "x"), "a")),
        refused("graph_unknown_layer", functional(call("a", "nobody"), "a"), "nobody"),
        refused("graph_unknown_output", functional(call("a", "x"), "nobody"), "nobody"),
        refused("graph_node_number", functional(node("a", "[\"x\",99,0]"), "a")),
        refused("graph_node_number_negative", functional(node("a", "[\"x\",-1,0]"), "a")),
        refused("graph_node_number_2e40", functional(node("a", "[\"x\",1099511627776,0]"), "a")),
        refused("graph_tensor_number", functional(node("a", "[\"x\",0,7]"), "a")),
        read("graph_diamond_of_60_levels", HostileConfigs::diamond),
        read("graph_layer_called_20000_times", () -> calls(20_000)),
        read("graph_of_10000_layers_backwards", () -> chain(10_000, true)),
        read("graph_of_10000_layers", () -> chain(10_000, false)),
        read("policy_pattern_that_backtracks", () -> pattern("((a|aa)*)*b", "a".repeat(200))),
        large(
            "policy_pattern_of_many_steps",
            () -> pattern(".*".repeat(1_500), "a".repeat(200)),
            "steps"),
        large(
            "policy_pattern_of_repeated_groups",
            () -> pattern("(".repeat(90) + ")*".repeat(90), "a"),
            "steps"),
        large(
            "policy_pattern_20000_groups_deep",
            () -> pattern("(".repeat(20_000), "a"),
            "groups more than 100 deep"));
  }

  private static String pattern(String pattern, String name) {
    return sequential(
        layer(
            "Flatten",
            "\"name\":\""
                + name
                + "\",\"dtype\":{\"class_name\":\"DTypePolicyMap\",\"config\":{\"default_policy\":"
                + "\"float32\",\"policy_map\":{\""
                + pattern
                + "\":\"float16\"}}}"));
  }

  private static List<ConfigCase> sizes() {
    return List.of(
        refused("size_units_1e9", units("1000000000")),
        refused("size_units_2e31_minus_1", units("2147483647")),
        refused(
            "size_input_2e40", sequentialOf("[null,1099511627776]", layer("Dense", "\"units\":3"))),
        refused(
            "size_input_2e31_minus_1",
            sequentialOf("[null,2147483647]", layer("Dense", "\"units\":3"))),
        refused(
            "size_of_product",
            sequentialOf(
                "[null,2000000000,2000000000,2000000000]",
                layer("Flatten", ""),
                layer("Dense", "\"units\":3"))),
        refused(
            "size_embedding",
            sequential(layer("Embedding", "\"input_dim\":2147483647,\"output_dim\":2147483647"))),
        refused(
            "size_convolution",
            sequentialOf(
                "[null,8,8,3]",
                layer("Conv2D", "\"filters\":100000,\"kernel_size\":[100000,100000]"))),
        large("size_of_65_mib", () -> repeated(2_100_000), "JSON_BYTES"),
        large("size_600000_layers", () -> repeated(600_000), "CONFIG_OBJECTS"),
        read("size_20000_layers", () -> repeated(20_000)));
  }

  // ---- parts

  static String layer(String type, String config) {
    return "{\"class_name\":\"" + type + "\",\"config\":{" + config + "}}";
  }

  private static String relu() {
    return layer("ReLU", "");
  }

  private static String lambda(String function) {
    return layer("Lambda", "\"function\":" + function + ",\"function_type\":\"lambda\"");
  }

  private static String function(String module, String name, String registered) {
    return "{\"module\":\""
        + module
        + "\",\"class_name\":\"function\",\"config\":\""
        + name
        + "\",\"registered_name\":\""
        + registered
        + "\"}";
  }

  private static String units(String value) {
    return sequential(layer("Dense", "\"units\":" + value));
  }

  static String sequential(String... layers) {
    return sequentialOf("[null,2]", layers);
  }

  private static String sequentialOf(String shape, String... layers) {
    String input = layer("InputLayer", "\"batch_shape\":" + shape + ",\"name\":\"x\"");
    return layer("Sequential", "\"layers\":[" + input + "," + String.join(",", layers) + "]");
  }

  private static String nested(String open, String close, int depth) {
    return open.repeat(depth) + close.repeat(depth);
  }

  private static String models(int depth) {
    String open = "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[";
    String input = layer("InputLayer", "\"batch_shape\":[null,2]");
    return (open + input + ",").repeat(depth - 1)
        + open
        + input
        + ","
        + relu()
        + "]}}".repeat(depth);
  }

  private static String repeated(int count) {
    return sequential(IntStream.range(0, count).mapToObj(i -> relu()).toArray(String[]::new));
  }

  private static String functional(String layers, String output) {
    String input =
        "{\"class_name\":\"InputLayer\",\"name\":\"x\",\"config\":{\"batch_shape\":[null,2],"
            + "\"name\":\"x\"},\"inbound_nodes\":[]}";
    return "{\"class_name\":\"Functional\",\"config\":{\"name\":\"m\",\"layers\":["
        + input
        + ","
        + layers
        + "],\"input_layers\":[[\"x\",0,0]],\"output_layers\":[[\""
        + output
        + "\",0,0]]}}";
  }

  private static String call(String name, String from) {
    return node(name, "[\"" + from + "\",0,0]");
  }

  private static String node(String name, String history) {
    return named("ReLU", name, "", "{\"args\":[" + tensor(history) + "],\"kwargs\":{}}");
  }

  private static String named(String type, String name, String config, String nodes) {
    return "{\"class_name\":\""
        + type
        + "\",\"name\":\""
        + name
        + "\",\"config\":{"
        + config
        + "\"name\":\""
        + name
        + "\"},\"inbound_nodes\":["
        + nodes
        + "]}";
  }

  private static String tensor(String history) {
    return "{\"class_name\":\"__keras_tensor__\",\"config\":{\"shape\":[null,2],\"dtype\":\"float32\","
        + "\"keras_history\":"
        + history
        + "}}";
  }

  /** Each layer adds the one before to itself: 2^60 paths, 60 layers. */
  private static String diamond() {
    String layers =
        IntStream.range(0, 60)
            .mapToObj(
                i -> {
                  String t = tensor("[\"" + (i == 0 ? "x" : "add" + (i - 1)) + "\",0,0]");
                  return named(
                      "Add",
                      "add" + i,
                      "\"trainable\":true,",
                      "{\"args\":[[" + t + "," + t + "]],\"kwargs\":{}}");
                })
            .collect(Collectors.joining(","));
    return functional(layers, "add59");
  }

  /** A chain of layers, which the file lists from the first to the last or the other way. */
  private static String chain(int count, boolean isBackwards) {
    String layers =
        IntStream.range(0, count)
            .map(i -> isBackwards ? count - 1 - i : i)
            .mapToObj(i -> call("r" + i, i == 0 ? "x" : "r" + (i - 1)))
            .collect(Collectors.joining(","));
    return functional(layers, "r" + (count - 1));
  }

  /** One layer, called again and again on its own output. */
  private static String calls(int count) {
    String nodes =
        IntStream.range(0, count)
            .mapToObj(i -> i == 0 ? "[\"x\",0,0]" : "[\"a\"," + (i - 1) + ",0]")
            .map(history -> "{\"args\":[" + tensor(history) + "],\"kwargs\":{}}")
            .collect(Collectors.joining(","));
    return functional(named("ReLU", "a", "", nodes), "a");
  }
}
