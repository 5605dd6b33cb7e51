package io.weightless.testing.kit;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The Unix sockets of every network keep the contract of streams, but that they know no reset.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#all")
record UnixStreamsTest(Ground ground)
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        FairnessKit,
        UnixGround {}
