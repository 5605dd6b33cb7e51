package io.weightless.testing.kit;

/// What every `Stream` must do: one test for each sentence of its contract.
///
/// ```java
/// final class PipesTest implements StreamKit {
///   @Override
///   public Reactor openReactor() {
///     return Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
///   }
///
///   @Override
///   public Pair connect() {
///     return pipes.open();
///   }
/// }
/// ```
///
/// Each test opens a reactor of its own. A stream that can't do all takes those of these kits that
/// are for it.
public interface StreamKit
    extends ReadingKit,
        WritingKit,
        ClosingKit,
        ResettingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        FairnessKit {}
