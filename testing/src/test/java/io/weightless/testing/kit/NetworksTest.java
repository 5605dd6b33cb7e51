package io.weightless.testing.kit;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every network keeps the contract of networks and listeners.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#allAndSlow")
record NetworksTest(Ground ground) implements NetworkKit, OnGround {}
