package org.keras4j.conformance.hostile;

import static org.keras4j.conformance.hostile.Hdf5Forge.UNDEFINED;
import static org.keras4j.conformance.hostile.HostileCase.read;
import static org.keras4j.conformance.hostile.HostileCase.refused;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.conformance.hostile.Hdf5Forge.Message;

/**
 * Weights of a model of one Dense layer (2 to 3), of which one structure lies. In every file the
 * odd object stands where the kernel is expected, so that reading the weights meets it.
 */
final class HostileHdf5 {
  private static final byte[] BIAS = new byte[12];

  private HostileHdf5() {}

  static List<HostileCase> all() {
    return List.of(
        read("control_good.h5", () -> weights(forge -> kernel(forge, 24, 2, 3))),
        // cut off
        refused("truncated_signature.h5", () -> cut(8)),
        refused("truncated_superblock.h5", () -> cut(60)),
        refused("truncated_half.h5", () -> cut(400), "truncated file"),
        // sizes that are not there
        refused(
            "size_contiguous_1gib.h5",
            () -> weights(f -> data(f, f.append(new byte[24]), 1L << 30, 1 << 14, 1 << 14)),
            "bytes"),
        refused("shape_2e31_by_2e31.h5", () -> shaped(1L << 31, 1L << 31), "2^63"),
        refused("shape_2e40.h5", () -> shaped(1L << 40, 1), "only 24 are stored"),
        refused("shape_minus_one.h5", () -> shaped(-1, 3), "dimension"),
        refused("shape_overflow_to_small.h5", () -> shaped(1L << 62, 1L << 2), "2^63"),
        refused("shape_8pib_nothing_stored.h5", HostileHdf5::nothingStored, "only 0 are stored"),
        refused("shape_rank_255.h5", () -> shaped(new long[255]), "RANK"),
        refused("size_compact_lies.h5", () -> object(compact(60_000)), "ends too early"),
        refused("many_datasets_share_bytes.h5", HostileHdf5::shared, "shape bomb"),
        // other places than the file's own bytes
        refused("link_soft_loop.h5", () -> linked(Hdf5Forge.softLink("0", "/layers")), "SoftLink"),
        refused(
            "link_external.h5",
            () -> linked(Hdf5Forge.externalLink("0", "other.h5", "/x")),
            "ExternalLink"),
        refused(
            "link_external_device.h5",
            () -> linked(Hdf5Forge.externalLink("0", "/dev/zero", "/x")),
            "ExternalLink"),
        refused("link_soft_in_old_group.h5", () -> weights(f -> UNDEFINED), "SoftLink"),
        refused("storage_external.h5", HostileHdf5::externalStorage, "external Dataset"),
        refused("storage_virtual.h5", () -> object(Hdf5Forge.virtual()), "virtual Dataset"),
        // loops and fans
        refused("loop_group_in_itself.h5", HostileHdf5::groupInItself, "same object"),
        refused("loop_btree_in_itself.h5", HostileHdf5::treeInItself),
        refused("fan_btree_200_to_the_5.h5", HostileHdf5::fan, "second time"),
        refused(
            "loop_header_continuation.h5", HostileHdf5::continuationLoop, "continues in itself"),
        refused("loop_header_continuation_v2.h5", HostileHdf5::newContinuationLoop),
        refused("groups_20000_deep.h5", HostileHdf5::deepGroups, "GROUP_DEPTH"),
        refused("btree_level_200.h5", HostileHdf5::deepTree, "BTREE_DEPTH"),
        // numbers of things
        refused("header_2gib.h5", HostileHdf5::largeHeader),
        refused("heap_size_2e62.h5", () -> heap(1L << 62)),
        refused("heap_size_negative.h5", () -> heap(-8)),
        refused("heap_at_undefined_address.h5", HostileHdf5::heapNowhere),
        refused("global_heap_2gib.h5", () -> globalHeap(1L << 31)),
        refused("global_heap_object_2gib.h5", () -> globalHeapObject(1L << 31)),
        refused("symbols_65535.h5", HostileHdf5::manySymbols),
        refused("offsets_of_255_bytes.h5", () -> offsets(255)),
        refused("offsets_of_0_bytes.h5", () -> offsets(0)),
        // layouts beyond the reader
        refused("chunked_2gb.h5", () -> object(chunked(1 << 29)), "chunked dataset"),
        refused("chunk_dimension_0.h5", () -> object(chunked(0)), "chunked dataset"),
        refused("chunk_dimension_2e31.h5", () -> object(chunked(Integer.MAX_VALUE)), "chunked"),
        refused("filter_deflate_bomb.h5", () -> filtered(1), "compressed dataset"),
        refused("filter_two_deflates.h5", () -> filtered(1, 1), "compressed dataset"),
        refused("filter_lzf.h5", () -> filtered(32_000), "compressed dataset"),
        // types
        refused("type_nested_arrays_3500.h5", () -> nestedType(10, 3500)),
        refused("type_nested_compounds_2500.h5", () -> nestedType(6, 2500)),
        refused("type_vlen_of_vlen.h5", () -> nestedType(9, 6)),
        refused("type_of_0_bytes.h5", () -> typed(Hdf5Forge.type(0, 0, 0)), "bytes"),
        refused("type_of_2gib.h5", () -> typed(Hdf5Forge.type(3, 0, Integer.MAX_VALUE))),
        refused("type_opaque_for_numbers.h5", () -> typed(Hdf5Forge.type(5, 0, 4))));
  }

  // ---- parts of the file

  /** The whole file around a kernel's header. */
  private static byte[] weights(Function<Hdf5Forge, Long> kernel) {
    Hdf5Forge forge = new Hdf5Forge();
    long bias = data(forge, forge.append(BIAS), BIAS.length, 3);
    return tree(forge, Map.of("0", kernel.apply(forge), "1", bias));
  }

  private static byte[] tree(Hdf5Forge forge, Map<String, Long> variables) {
    return within(forge, forge.group(variables));
  }

  private static byte[] within(Hdf5Forge forge, long vars) {
    long dense = forge.group(Map.of("vars", vars));
    long layers = forge.group(Map.of("dense", dense));
    return forge.file(forge.group(Map.of("layers", layers)));
  }

  private static byte[] object(Message layout) {
    return weights(f -> f.header(Hdf5Forge.space(2, 3), Hdf5Forge.float32(), layout));
  }

  private static byte[] typed(Message type) {
    return weights(
        f -> {
          long at = f.append(new byte[24]);
          return f.header(Hdf5Forge.space(2, 3), type, Hdf5Forge.contiguous(at, 24));
        });
  }

  private static long kernel(Hdf5Forge forge, long stored, long... shape) {
    return data(forge, forge.append(new byte[24]), stored, shape);
  }

  private static long data(Hdf5Forge forge, long address, long stored, long... shape) {
    return forge.header(
        Hdf5Forge.space(shape), Hdf5Forge.float32(), Hdf5Forge.contiguous(address, stored));
  }

  // ---- files

  private static byte[] cut(int length) {
    return Arrays.copyOf(weights(forge -> kernel(forge, 24, 2, 3)), length);
  }

  private static byte[] shaped(long... shape) {
    return weights(forge -> kernel(forge, 24, shape));
  }

  private static byte[] nothingStored() {
    return weights(forge -> data(forge, UNDEFINED, 0, 1L << 26, 1L << 25));
  }

  private static Message compact(int size) {
    return Hdf5Forge.compact(size, new byte[24]);
  }

  /** One run of bytes, given out as the data of a thousand datasets. */
  private static byte[] shared() {
    Hdf5Forge forge = new Hdf5Forge();
    long bytes = forge.append(new byte[1 << 16]);
    Map<String, Long> members = new LinkedHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      members.put(Integer.toString(i), data(forge, bytes, 1 << 16, 1 << 14));
    }
    return tree(forge, members);
  }

  private static byte[] linked(Message link) {
    Hdf5Forge forge = new Hdf5Forge();
    long bias = data(forge, forge.append(BIAS), BIAS.length, 3);
    return within(forge, forge.newHeader(link, Hdf5Forge.hardLink("1", bias)));
  }

  private static byte[] externalStorage() {
    return weights(
        forge -> {
          long names = forge.append("\0\0\0\0\0\0\0\0/etc/passwd\0".getBytes());
          long heap = forge.heap(24, names);
          return forge.header(
              Hdf5Forge.space(2, 3),
              Hdf5Forge.float32(),
              Hdf5Forge.externalFiles(heap),
              Hdf5Forge.contiguous(UNDEFINED, 24));
        });
  }

  private static byte[] groupInItself() {
    Hdf5Forge forge = new Hdf5Forge();
    long vars = forge.group(Map.of("0", 0L, "1", 0L));
    ByteBuffer bytes = forge.written();
    long symbols = vars - 48 - 88;
    bytes.putLong((int) symbols + 16, vars).putLong((int) symbols + 56, vars);
    return within(forge, vars);
  }

  private static byte[] treeInItself() {
    return weightsWithTree((forge, at) -> forge.tree(0, 1, at));
  }

  private static byte[] deepTree() {
    return weightsWithTree((forge, at) -> forge.tree(0, 200, at));
  }

  private interface TreeMaker {
    /** Appends a tree; {@code at} is where it begins. */
    long at(Hdf5Forge forge, long at);
  }

  private static byte[] weightsWithTree(TreeMaker maker) {
    Hdf5Forge forge = new Hdf5Forge();
    long names = forge.append(new byte[16]);
    long heap = forge.heap(16, names);
    long tree = maker.at(forge, forge.here());
    return within(forge, forge.header(Hdf5Forge.symbolTable(tree, heap)));
  }

  private static byte[] fan() {
    return weightsWithTree(
        (forge, at) -> {
          long child = forge.tree(0, 0);
          for (int level = 1; level <= 5; level++) {
            long[] children = new long[200];
            Arrays.fill(children, child);
            child = forge.tree(0, level, children);
          }
          return child;
        });
  }

  private static byte[] continuationLoop() {
    return weights(
        forge -> {
          long at = forge.here();
          return forge.header(Hdf5Forge.space(2, 3), Hdf5Forge.continuation(at + 16, 64));
        });
  }

  private static byte[] newContinuationLoop() {
    Hdf5Forge forge = new Hdf5Forge();
    long at = forge.here();
    return within(forge, forge.newHeader(Hdf5Forge.continuation(at, 48)));
  }

  private static byte[] deepGroups() {
    Hdf5Forge forge = new Hdf5Forge();
    long group = forge.newHeader(Hdf5Forge.hardLink("0", UNDEFINED));
    for (int i = 0; i < 20_000; i++) {
      group = forge.newHeader(Hdf5Forge.hardLink("0", group));
    }
    return within(forge, group);
  }

  private static byte[] largeHeader() {
    return weights(
        forge -> {
          long header = kernel(forge, 24, 2, 3);
          forge.written().putInt((int) header + 8, Integer.MAX_VALUE);
          return header;
        });
  }

  private static byte[] heap(long size) {
    Hdf5Forge forge = new Hdf5Forge();
    long heap = forge.heap(size, forge.append(new byte[16]));
    return within(forge, forge.header(Hdf5Forge.symbolTable(forge.tree(0, 0), heap)));
  }

  private static byte[] heapNowhere() {
    Hdf5Forge forge = new Hdf5Forge();
    return within(forge, forge.header(Hdf5Forge.symbolTable(forge.tree(0, 0), UNDEFINED)));
  }

  private static byte[] globalHeap(long size) {
    return named(Hdf5Forge.bytes(64).putInt(0x4c4f4347).putInt(1).putLong(size));
  }

  private static byte[] globalHeapObject(long size) {
    ByteBuffer heap = Hdf5Forge.bytes(64).putInt(0x4c4f4347).putInt(1).putLong(64);
    return named(heap.putShort((short) 1).putShort((short) 1).putInt(0).putLong(size));
  }

  /** A file whose root has an attribute that is a string in a global heap. */
  private static byte[] named(ByteBuffer heap) {
    Hdf5Forge forge = new Hdf5Forge();
    long at = forge.append(heap.array());
    byte[] type = Hdf5Forge.type(9, 1, 16, Hdf5Forge.type(3, 0, 1).body()).body();
    byte[] value = Hdf5Forge.bytes(16).putInt(1_000).putLong(at).putInt(1).array();
    Message name = Hdf5Forge.attribute("model_config", type, Hdf5Forge.space().body(), value);
    return forge.file(forge.newHeader(name, Hdf5Forge.hardLink("layers", at)));
  }

  private static byte[] manySymbols() {
    return weights(
        forge -> {
          long group = forge.group(Map.of("x", 0L));
          forge.written().putShort((int) group - 48 - 48 + 6, (short) -1);
          return forge.group(Map.of("y", group));
        });
  }

  private static byte[] offsets(int size) {
    byte[] file = weights(forge -> kernel(forge, 24, 2, 3));
    file[13] = (byte) size;
    return file;
  }

  private static Message chunked(int dimension) {
    return Hdf5Forge.chunked(UNDEFINED, dimension, 3, 4);
  }

  private static byte[] filtered(int... filters) {
    return weights(
        forge ->
            forge.header(
                Hdf5Forge.space(2, 3),
                Hdf5Forge.float32(),
                Hdf5Forge.filters(filters),
                chunked(2)));
  }

  /** A type inside a type inside a type. */
  private static byte[] nestedType(int typeClass, int depth) {
    ByteBuffer rest = Hdf5Forge.bytes(8 * depth);
    for (int i = 0; i < depth; i++) {
      rest.putInt(0x10 | typeClass | 1 << 8).putInt(16);
    }
    return typed(Hdf5Forge.type(typeClass, 1, 16, rest.array()));
  }
}
