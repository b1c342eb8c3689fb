package org.keras4j.backend.cpu;

import org.keras4j.backend.Backend;
import org.keras4j.backend.HostMemory;
import org.keras4j.backend.KernelCatalog;
import org.keras4j.backend.Memory;
import org.keras4j.backend.cpu.kernel.CpuDevice;
import org.keras4j.backend.cpu.simd.SimdProvider;
import org.keras4j.backend.cpu.simd.WorkerPool;
import org.keras4j.backend.reference.ReferenceInterpreter;

/** Runs plans on the processor, on the Java heap. */
public final class CpuBackend implements Backend, AutoCloseable {
  private final CpuDevice device;
  private final Memory memory = new HostMemory();
  private final KernelCatalog kernels;

  private CpuBackend(CpuDevice device, KernelCatalog kernels) {
    this.device = device;
    this.kernels = kernels;
  }

  /** A backend with threads of its own. */
  public static CpuBackend of(CpuOptions options) {
    return new CpuBackend(
        new CpuDevice(SimdProvider.vectorMath(), new WorkerPool(options.threads())),
        CpuKernels.catalog(ReferenceInterpreter.standard()));
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public KernelCatalog kernels() {
    return kernels;
  }

  @Override
  public Object device() {
    return device;
  }

  /** Ends the threads; later runs use their callers' only. */
  @Override
  public void close() {
    device.pool().close();
  }
}
