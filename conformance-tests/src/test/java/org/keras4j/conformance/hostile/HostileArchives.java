package org.keras4j.conformance.hostile;

import static org.keras4j.conformance.hostile.HostileCase.read;
import static org.keras4j.conformance.hostile.HostileCase.refused;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.conformance.Fixture;

/** {@code .keras} archives whose zip structure lies, or whose members do not fit each other. */
final class HostileArchives {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  private HostileArchives() {}

  static List<HostileCase> all() {
    return List.of(
        read("control_good.keras", HostileArchives::good),
        read("control_deflated.keras", () -> Zips.deflated(members())),
        refused("empty.keras", () -> new byte[0]),
        refused("truncated.keras", () -> Arrays.copyOf(good(), good().length - 10), "cut off"),
        // bombs
        refused("bomb_config_300mb.keras", () -> Zips.deflated(bomb()), "JSON_BYTES"),
        refused("bomb_config_declared_small.keras", () -> declared(bomb(), 100), "gives more"),
        refused("bomb_declared_2gib.keras", () -> declared(members(), Integer.MAX_VALUE)),
        refused("bomb_declared_ratio.keras", () -> declaredWeights(1L << 31), "bomb"),
        refused("bomb_overlapping_members.keras", HostileArchives::overlapping, "overlaps"),
        refused("members_20000.keras", HostileArchives::manyMembers, "ARCHIVE_ENTRIES"),
        refused("members_stated_2e32.keras", HostileArchives::statedMembers),
        // names
        refused("name_parent.keras", () -> with("../../x"), "escapes"),
        refused("name_parent_inside.keras", () -> with("assets/../../x"), "escapes"),
        refused("name_absolute.keras", () -> with("/etc/x"), "escapes"),
        refused("name_drive.keras", () -> with("C:\\x"), "escapes"),
        refused("name_with_nul.keras", () -> with("assets/a\0b"), "escapes"),
        read("name_of_symbolic_link.keras", HostileArchives::symbolicLink),
        // two readers, two answers
        refused("two_configs.keras", HostileArchives::twoConfigs, "two members"),
        refused(
            "local_name_differs.keras", HostileArchives::otherLocalName, "described differently"),
        refused("flipped_byte.keras", HostileArchives::flipped, "Bad CRC-32"),
        refused("encrypted.keras", () -> centralField(8, 1), "encrypted"),
        refused("method_unknown.keras", () -> centralField(10, 99), "compression method 99"),
        refused("data_behind_the_end.keras", () -> centralOffset(1 << 30)),
        // members that do not fit each other
        refused("weights_missing.keras", () -> packed(config(), null), WEIGHTS),
        refused("weights_empty.keras", () -> packed(config(), new byte[0])),
        refused(
            "weights_of_other_model.keras", () -> packed(config(), other()), "could not be loaded"),
        refused("weights_npz_pickle.keras", () -> with("model.weights.npz"), WEIGHTS + " file"),
        refused("config_missing.keras", () -> packed(null, weights()), CONFIG),
        refused("metadata_list.keras", () -> metadata("[]")),
        refused("metadata_deep.keras", () -> metadata("[".repeat(10_000)), "JSON"));
  }

  // ---- sound parts

  private static Map<String, byte[]> members() {
    return Zips.members(Fixture.resource("models/small_mlp.keras"));
  }

  private static byte[] good() {
    return Zips.stored(members());
  }

  private static byte[] config() {
    return members().get(CONFIG);
  }

  private static byte[] weights() {
    return members().get(WEIGHTS);
  }

  private static byte[] other() {
    return Fixture.resource("models/mask_lstm.weights.h5");
  }

  /** An archive of a config and weights; null for none. */
  static byte[] packed(byte[] config, byte[] weights) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    if (config != null) {
      members.put(CONFIG, config);
    }
    if (weights != null) {
      members.put(WEIGHTS, weights);
    }
    return Zips.stored(members);
  }

  private static byte[] with(String name) {
    Map<String, byte[]> members = members();
    if (name.endsWith(".npz")) {
      members.remove(WEIGHTS);
    }
    members.put(name, new byte[] {1, 2, 3});
    return Zips.stored(members);
  }

  private static byte[] metadata(String json) {
    Map<String, byte[]> members = members();
    members.put("metadata.json", json.getBytes(StandardCharsets.UTF_8));
    return Zips.stored(members);
  }

  // ---- bombs

  private static Map<String, byte[]> bomb() {
    byte[] spaces = new byte[300 << 20];
    Arrays.fill(spaces, (byte) ' ');
    Map<String, byte[]> members = members();
    members.put(CONFIG, spaces);
    return members;
  }

  /** Says that the config has another size than it has. */
  private static byte[] declared(Map<String, byte[]> members, int size) {
    return patched(Zips.deflated(members), CENTRAL, CONFIG, 46, 24, size);
  }

  private static byte[] declaredWeights(long size) {
    return patched(Zips.deflated(members()), CENTRAL, WEIGHTS, 46, 24, (int) size);
  }

  /** The second member begins inside the first. */
  private static byte[] overlapping() {
    byte[] file = good();
    ByteBuffer bytes = le(file);
    int first = find(file, CENTRAL, CONFIG, 46);
    int second = find(file, CENTRAL, WEIGHTS, 46);
    bytes.putInt(second + 42, bytes.getInt(first + 42) + 8);
    return file;
  }

  private static byte[] manyMembers() {
    Map<String, byte[]> members = members();
    for (int i = 0; i < 20_000; i++) {
      members.put("assets/" + i, new byte[0]);
    }
    return Zips.stored(members);
  }

  private static byte[] statedMembers() {
    byte[] file = good();
    le(file).putShort(end(file) + 10, (short) 0xfffe);
    return file;
  }

  // ---- structure

  private static byte[] symbolicLink() {
    byte[] file = with("assets/link");
    int member = find(file, CENTRAL, "assets/link", 46);
    le(file).put(member + 5, (byte) 3).putInt(member + 38, 0xa1ff0000);
    return file;
  }

  private static byte[] twoConfigs() {
    Map<String, byte[]> members = members();
    members.put("confi_.json", members.get(CONFIG));
    byte[] file = Zips.stored(members);
    for (int signature : new int[] {LOCAL, CENTRAL}) {
      int head = signature == LOCAL ? 30 : 46;
      file[find(file, signature, "confi_.json", head) + head + 5] = 'g';
    }
    return file;
  }

  private static byte[] otherLocalName() {
    byte[] file = good();
    file[find(file, LOCAL, CONFIG, 30) + 30] = 'C';
    return file;
  }

  private static byte[] flipped() {
    byte[] file = good();
    file[find(file, LOCAL, CONFIG, 30) + 30 + 200] ^= 1;
    return file;
  }

  private static byte[] centralField(int offset, int value) {
    byte[] file = good();
    le(file).putShort(find(file, CENTRAL, CONFIG, 46) + offset, (short) value);
    return file;
  }

  private static byte[] centralOffset(int value) {
    return patched(good(), CENTRAL, CONFIG, 46, 42, value);
  }

  private static byte[] patched(
      byte[] file, int signature, String name, int head, int offset, int value) {
    le(file).putInt(find(file, signature, name, head) + offset, value);
    return file;
  }

  private static ByteBuffer le(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The header of a member: its signature, with its name {@code head} bytes behind. */
  private static int find(byte[] file, int signature, String name, int head) {
    ByteBuffer bytes = le(file);
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at + head + utf8.length <= file.length; at++) {
      if (bytes.getInt(at) == signature
          && Arrays.equals(file, at + head, at + head + utf8.length, utf8, 0, utf8.length)) {
        return at;
      }
    }
    throw new IllegalStateException("no header of " + name);
  }

  private static int end(byte[] file) {
    ByteBuffer bytes = le(file);
    for (int at = file.length - 22; at >= 0; at--) {
      if (bytes.getInt(at) == END) {
        return at;
      }
    }
    throw new IllegalStateException("no end record");
  }
}
