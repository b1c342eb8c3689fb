package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.keras.writer.ModelWeights;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelException;
import org.keras4j.models.ModelFormat;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/**
 * Weights alone, spread over several files by Keras 3.10 and later: {@code .weights.json} says
 * which object's variables are in which file beside it.
 */
public final class ShardedWeightsFormat implements ModelFormat {
  private static final String MAP = "weight_map";

  @Override
  public String name() {
    return "sharded Keras weights (.weights.json)";
  }

  @Override
  public boolean recognizes(ModelContent content) {
    return content instanceof KerasContent keras
        && !keras.hasMembers()
        && keras.isJson()
        && keras.json().containsKey(MAP);
  }

  @Override
  public boolean hasArchitecture() {
    return false;
  }

  @Override
  public List<String> weightsEndings() {
    return List.of(".weights.json");
  }

  @Override
  public void saveWeights(Model model, ModelTarget target, SaveOptions options) {
    ModelWeights.writeShards(model, target, options);
  }

  @Override
  public Model load(ModelContent content, LoadOptions options) {
    throw new ModelException("No model config found in the file at " + content.name() + ".");
  }

  @Override
  public void loadWeights(Model model, ModelContent content, LoadOptions options) {
    WeightsReader.refuseByName(options, content.name());
    KerasContent keras = (KerasContent) content;
    List<Hdf5Group> roots = new ArrayList<>();
    files(keras).forEach(file -> roots.add(keras.sibling(file).root()));
    WeightGroups groups = new WeightGroups(roots);
    WeightsReader.read(model, groups, keras.name(), options);
    CompileState.restoreOptimizer(model, groups, options);
  }

  /** The shards, each once: a value of the map is one file's name, or a list of names. */
  private static Set<String> files(KerasContent content) {
    Map<String, Object> map = ReadContext.configMap(MAP, content.json().get(MAP));
    Set<String> files = new LinkedHashSet<>();
    for (Object value : map.values()) {
      for (Object file : value instanceof List<?> list ? list : List.of(value)) {
        if (!(file instanceof String name)) {
          throw new FormatException(
              FormatException.Kind.CORRUPT,
              content.name(),
              -1,
              "`" + MAP + "` must map groups to file names. Received: " + file);
        }
        files.add(name);
      }
    }
    return files;
  }
}
