package org.keras4j.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.backend.KernelCatalog;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.cpu.kernel.Aliases;
import org.keras4j.backend.cpu.kernel.ArgReduceKernel;
import org.keras4j.backend.cpu.kernel.AttentionF32;
import org.keras4j.backend.cpu.kernel.BinaryF32;
import org.keras4j.backend.cpu.kernel.CastKernel;
import org.keras4j.backend.cpu.kernel.ChainF32;
import org.keras4j.backend.cpu.kernel.CompareKernel;
import org.keras4j.backend.cpu.kernel.ConcatKernel;
import org.keras4j.backend.cpu.kernel.ControlKernels;
import org.keras4j.backend.cpu.kernel.ConvF32;
import org.keras4j.backend.cpu.kernel.ConvGradientsF32;
import org.keras4j.backend.cpu.kernel.DepthwiseF32;
import org.keras4j.backend.cpu.kernel.DynamicSliceKernel;
import org.keras4j.backend.cpu.kernel.ElementsKernel;
import org.keras4j.backend.cpu.kernel.ElementwiseKernels;
import org.keras4j.backend.cpu.kernel.FillKernel;
import org.keras4j.backend.cpu.kernel.GatherKernel;
import org.keras4j.backend.cpu.kernel.HalfKernel;
import org.keras4j.backend.cpu.kernel.InterpretedKernel;
import org.keras4j.backend.cpu.kernel.LstmGradientF32;
import org.keras4j.backend.cpu.kernel.LstmTrainingF32;
import org.keras4j.backend.cpu.kernel.MatMulF32;
import org.keras4j.backend.cpu.kernel.NormF32;
import org.keras4j.backend.cpu.kernel.PadKernel;
import org.keras4j.backend.cpu.kernel.PoolF32;
import org.keras4j.backend.cpu.kernel.RandomKernel;
import org.keras4j.backend.cpu.kernel.RecurrentF32;
import org.keras4j.backend.cpu.kernel.ReduceF32;
import org.keras4j.backend.cpu.kernel.ScatterKernel;
import org.keras4j.backend.cpu.kernel.SelectKernel;
import org.keras4j.backend.cpu.kernel.SoftmaxF32;
import org.keras4j.backend.cpu.kernel.StridedKernel;
import org.keras4j.backend.cpu.kernel.UnaryF32;
import org.keras4j.backend.reference.ReferenceInterpreter;

/** The CPU backend's kernels, most special first. */
final class CpuKernels {
  private CpuKernels() {}

  /** Every kernel. */
  static KernelCatalog catalog(ReferenceInterpreter interpreter) {
    List<KernelEntry<?>> entries = new ArrayList<>(Aliases.ENTRIES);
    entries.addAll(
        List.of(
            UnaryF32.ENTRY,
            BinaryF32.ENTRY,
            ChainF32.ENTRY,
            CompareKernel.ENTRY,
            SelectKernel.ENTRY,
            CastKernel.ENTRY,
            StridedKernel.TRANSPOSE,
            StridedKernel.SLICE,
            StridedKernel.REVERSE,
            StridedKernel.BROADCAST,
            ConcatKernel.ENTRY,
            PadKernel.ENTRY,
            FillKernel.FILL,
            FillKernel.IOTA,
            GatherKernel.ENTRY,
            DynamicSliceKernel.SLICE,
            DynamicSliceKernel.UPDATE,
            ReduceF32.ENTRY,
            MatMulF32.ENTRY,
            MatMulF32.FUSED,
            ConvF32.ENTRY,
            ConvF32.FUSED,
            ConvGradientsF32.INPUT,
            ConvGradientsF32.KERNEL,
            DepthwiseF32.ENTRY,
            DepthwiseF32.FUSED,
            DepthwiseF32.INPUT,
            DepthwiseF32.KERNEL,
            PoolF32.ENTRY,
            PoolF32.MAX_GRADIENT,
            PoolF32.AVERAGE_GRADIENT,
            SoftmaxF32.ENTRY,
            SoftmaxF32.LOG,
            NormF32.LAYER,
            NormF32.RMS,
            ControlKernels.COND,
            ControlKernels.WHILE,
            ControlKernels.SCAN,
            AttentionF32.ENTRY,
            RecurrentF32.LSTM,
            RecurrentF32.GRU,
            RecurrentF32.SIMPLE,
            LstmTrainingF32.ENTRY,
            LstmGradientF32.ENTRY,
            RandomKernel.BITS,
            RandomKernel.UNIFORM,
            RandomKernel.NORMAL,
            ScatterKernel.ENTRY,
            ElementsKernel.GATHER,
            ElementsKernel.SCATTER,
            ArgReduceKernel.ENTRY,
            HalfKernel.ENTRY,
            ElementwiseKernels.UNARY,
            ElementwiseKernels.BINARY,
            InterpretedKernel.entry(interpreter)));
    return KernelCatalog.of(entries);
  }
}
