package io.weightless.testing.kit;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// TLS over the streams of every network keeps the contract of streams.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record TlsStreamsTest(Ground ground) implements StreamKit, TlsGround {}
