package org.keras4j.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keras4j.tensor.DType;

/**
 * Offsets in a session's arena: first fit, largest blocks first. There is one arena for each kind
 * of storage, in slabs that stay below the length that a Java array can have.
 */
final class MemoryPlan {
  /** Most elements in one slab. */
  static final int SLAB = 1 << 30;

  /** Blocks start at multiples of this: a cache line of float32. */
  static final int ALIGNMENT = 16;

  /**
   * Memory that is needed from {@code start} to {@code end}, both inclusive.
   *
   * @param key names the block in {@link #place}
   */
  record Block(int key, DType.Storage storage, long elements, int start, int end) {
    private boolean overlaps(Block other) {
      return start <= other.end && other.start <= end;
    }
  }

  private record Placed(Block block, long offset, long length) {}

  private final Map<Integer, Place.InArena> places;
  private final Map<DType.Storage, int[]> slabs;

  private MemoryPlan(Map<Integer, Place.InArena> places, Map<DType.Storage, int[]> slabs) {
    this.places = places;
    this.slabs = slabs;
  }

  static MemoryPlan of(List<Block> blocks) {
    return of(blocks, SLAB);
  }

  /** As {@link #of(List)} with another slab length, which tests make small. */
  static MemoryPlan of(List<Block> blocks, int slabLength) {
    List<Block> bySize = new ArrayList<>(blocks);
    bySize.sort(
        Comparator.comparingLong(Block::elements).reversed().thenComparingInt(Block::start));
    Map<Integer, Place.InArena> places = new java.util.HashMap<>();
    Map<DType.Storage, int[]> lengths = new EnumMap<>(DType.Storage.class);
    for (DType.Storage storage : DType.Storage.values()) {
      List<List<Placed>> slabs = new ArrayList<>();
      for (Block block : bySize) {
        if (block.storage == storage) {
          places.put(block.key, place(block, slabs, slabLength));
        }
      }
      if (!slabs.isEmpty()) {
        lengths.put(storage, slabs.stream().mapToInt(MemoryPlan::length).toArray());
      }
    }
    return new MemoryPlan(places, lengths);
  }

  private static Place.InArena place(Block block, List<List<Placed>> slabs, int slabLength) {
    long length = Math.max(1, (block.elements + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
    for (int slab = 0; ; slab++) {
      if (slab == slabs.size()) {
        slabs.add(new ArrayList<>());
      }
      List<Placed> placed = slabs.get(slab);
      long offset = lowestGap(block, length, placed);
      // A block that is longer than a slab gets one of its own.
      if (offset + length <= slabLength || placed.isEmpty()) {
        int position = 0;
        while (position < placed.size() && placed.get(position).offset <= offset) {
          position++;
        }
        placed.add(position, new Placed(block, offset, length));
        return new Place.InArena(block.storage, slab, Math.toIntExact(offset));
      }
    }
  }

  private static long lowestGap(Block block, long length, List<Placed> placedByOffset) {
    long offset = 0;
    for (Placed other : placedByOffset) {
      if (!other.block.overlaps(block)) {
        continue;
      }
      if (offset + length <= other.offset) {
        return offset;
      }
      offset = Math.max(offset, other.offset + other.length);
    }
    return offset;
  }

  private static int length(List<Placed> slab) {
    return Math.toIntExact(slab.stream().mapToLong(p -> p.offset + p.length).max().orElse(0));
  }

  /** Where the block with this key lies. */
  Place.InArena place(int key) {
    return places.get(key);
  }

  /** Lengths of the slabs of each storage, in elements. */
  Map<DType.Storage, int[]> slabs() {
    return slabs;
  }

  /** Bytes of one session's arena. */
  long bytes() {
    long total = 0;
    for (Map.Entry<DType.Storage, int[]> entry : slabs.entrySet()) {
      for (int length : entry.getValue()) {
        total += (long) length * bytes(entry.getKey());
      }
    }
    return total;
  }

  static int bytes(DType.Storage storage) {
    return switch (storage) {
      case BYTE -> 1;
      case SHORT -> 2;
      case INT, FLOAT, STRING -> 4;
      case LONG, DOUBLE -> 8;
    };
  }
}
