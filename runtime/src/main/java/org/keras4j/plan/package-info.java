/**
 * From a graph function to numbers: passes, order, liveness, memory, kernel choice ({@link
 * org.keras4j.plan.PlanCompiler}), the immutable result ({@link org.keras4j.plan.ExecutionPlan}),
 * and one caller's memory for it ({@link org.keras4j.plan.Session}).
 */
package org.keras4j.plan;
