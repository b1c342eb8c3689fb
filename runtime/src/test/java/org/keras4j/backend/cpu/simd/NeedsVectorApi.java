package org.keras4j.backend.cpu.simd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Tests of vector code, left out of a run without the Vector API. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
    named = "keras4j.simd",
    matches = "portable",
    disabledReason = "needs the Vector API")
@interface NeedsVectorApi {}
