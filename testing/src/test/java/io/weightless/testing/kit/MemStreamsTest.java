package io.weightless.testing.kit;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The places in memory of every network keep the contract of streams.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record MemStreamsTest(Ground ground) implements StreamKit, MemGround {}
