/** CPU kernels, one file each; {@link org.keras4j.backend.cpu.CpuKernels} lists them. */
package org.keras4j.backend.cpu.kernel;
