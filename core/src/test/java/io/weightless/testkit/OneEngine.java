package io.weightless.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// Marks tests that one engine is enough for, since no task of theirs ever runs or since a smaller
/// one beside them shows the same on both; they do not run on the portable one.
///
/// `scripts/totals.sh` finds it in the sources by a line of its own, and counts what it marks.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("one-engine")
public @interface OneEngine {}
