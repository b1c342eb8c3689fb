package org.keras4j.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** One learning rate schedule at many steps, compared with real Keras. */
final class ScheduleCase {
  private final Fixture fixture;
  private final Map<String, Object> json;

  ScheduleCase(Fixture fixture, Map<String, Object> json) {
    this.fixture = fixture;
    this.json = json;
  }

  String name() {
    return (String) json.get("name");
  }

  void run(Function<GraphFunction, Function<List<NDArray>, List<NDArray>>> compile) {
    Class<LearningRateSchedule> kind = LearningRateSchedule.class;
    LearningRateSchedule schedule = ReadContext.standard().object(kind, json.get("schedule"));
    Configs.assertRoundTrip(kind, json.get("schedule"), schedule);
    Tensor step = Placeholder.of("step", new TensorSpec(DType.INT64, Shape.SCALAR));
    var function = compile.apply(GraphFunction.of(List.of(step), List.of(schedule.call(step))));
    List<?> steps = (List<?>) fixture.json().get("steps");
    NDArray.Builder rates = NDArray.builder(DType.FLOAT32, Shape.of(steps.size()));
    for (int i = 0; i < steps.size(); i++) {
      long at = ((Number) steps.get(i)).longValue();
      NDArray rate = function.apply(List.of(NDArray.scalar(DType.INT64, at))).get(0);
      rates.set(i, rate.getDouble(0));
    }
    NDArray expected = fixture.array(name(), "rates", null);
    Compare.assertClose("rates", expected, rates.build(), Tolerance.ofState(expected));
  }
}
