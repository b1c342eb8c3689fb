package org.keras4j.conformance.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes a member of an archive and packs it again with a right checksum, so that the change is
 * seen by the readers behind the archive's; or changes the archive's own bytes.
 */
final class ZipMutator implements Mutator {
  private final Mutator bytes = new ByteMutator();
  private final Mutator hdf5 = new Hdf5Mutator();
  private final Mutator json = new JsonMutator();

  @Override
  public byte[] mutate(byte[] file, Random random) {
    if (random.nextInt(5) == 0) {
      return bytes.mutate(file, random);
    }
    Map<String, byte[]> members = Zips.members(file);
    List<String> names = new ArrayList<>(members.keySet());
    String name = names.get(random.nextInt(names.size()));
    members.put(name, inner(name, random).mutate(members.get(name), random));
    if (random.nextInt(20) == 0) {
      members.remove(names.get(random.nextInt(names.size())));
    }
    return Zips.stored(members);
  }

  private Mutator inner(String name, Random random) {
    if (random.nextInt(4) == 0) {
      return bytes;
    }
    return name.endsWith(".json") ? json : name.endsWith(".h5") ? hdf5 : bytes;
  }
}
