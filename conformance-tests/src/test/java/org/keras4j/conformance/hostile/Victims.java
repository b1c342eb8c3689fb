package org.keras4j.conformance.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keras4j.conformance.Fixture;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.ModelDescription;

/** The small, sound files that are mutated, each with how it is read. */
final class Victims {
  private static final String[] MODELS = {
    "models/nested_three_deep.keras",
    "models/op_slicing.keras",
    "models/mask_lstm.keras",
    "models/compiled_with_state.keras",
    "models/nested_structures.keras",
    "models/text_learned.keras",
    "models/shared_layers.h5",
    "models/small_mlp.h5",
    "dialects/keras-3.3.3/q_int8.keras",
    "dialects/tf.keras-2.13.1/func_multi.keras",
    "dialects/tf.keras-2.13.1/func_multi.h5",
    "dialects/tf.keras-2.10.0/lambda.h5",
    "dialects/tf.keras-2.10.0/opnodes.h5",
    "dialects/tensorflow-2.21.0/branches.h5",
    "dialects/tensorflow-2.21.0/from_tensor_lengths.h5",
    "dialects/keras-3.0.5/noweights.h5"
  };

  private Victims() {}

  /** A file to mutate. */
  record Victim(String name, byte[] bytes, List<Mutator> mutators, Consumer<byte[]> reader) {}

  static List<Victim> all() {
    List<Victim> victims = new ArrayList<>();
    for (String name : MODELS) {
      victims.add(model(name));
    }
    victims.add(weights("models/small_mlp.weights.h5", "models/small_mlp.keras"));
    victims.add(
        weights("dialects/tf.keras-2.10.0/legopt_Adam.weights.h5", "models/small_mlp.keras"));
    victims.add(samples());
    victims.add(
        new Victim(
            "models/op_slicing.npz",
            Fixture.resource("models/op_slicing.npz"),
            List.of(new ZipMutator(), new ByteMutator()),
            bytes -> Npz.read(ByteSource.of("x.npz", bytes), LoadPolicy.strict())));
    return victims;
  }

  private static Victim model(String name) {
    List<Mutator> mutators =
        name.endsWith(".keras")
            ? List.of(new ZipMutator(), new ZipMutator(), new ByteMutator())
            : List.of(new EmbeddedJsonMutator(), new Hdf5Mutator(), new ByteMutator());
    return new Victim(
        name,
        Fixture.resource(name),
        mutators,
        bytes -> {
          ModelDescription.of(bytes, LoadOptions.standard());
          Model.load(bytes).summary();
        });
  }

  /** A sound model with samples that are not: what verifying does with them. */
  private static Victim samples() {
    Map<String, byte[]> members = Zips.members(Fixture.resource("models/small_mlp.keras"));
    byte[] samples = Fixture.resource("models/small_mlp.npz");
    Mutator zip = new ZipMutator();
    Mutator mutator =
        (file, random) -> {
          Map<String, byte[]> copy = new LinkedHashMap<>(members); // several threads are at it
          copy.put("assets/samples.npz", zip.mutate(samples, random));
          return Zips.stored(copy);
        };
    LoadOptions verified = LoadOptions.standard().verifySamples(true);
    return new Victim(
        "models/small_mlp.keras with samples",
        new byte[0],
        List.of(mutator),
        bytes -> Model.load(bytes, verified));
  }

  private static Victim weights(String name, String model) {
    Model target = Model.load(Fixture.resource(model));
    return new Victim(
        name,
        Fixture.resource(name),
        List.of(new Hdf5Mutator(), new ByteMutator()),
        bytes -> target.loadWeights(bytes, LoadOptions.standard()));
  }
}
