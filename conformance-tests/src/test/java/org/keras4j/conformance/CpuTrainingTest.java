package org.keras4j.conformance;

/** Trainings as compiled plans on the CPU. */
class CpuTrainingTest extends TrainingSuite {}
