package io.weightless.testing.kit;

/// So do those of a simulation, on which everything takes time. No time passes while a task is
/// always ready, so nothing comes then for which it could give way.
final class SlowStreamsTest
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        ResettingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        OnGround {
  @Override
  public Ground ground() {
    return Ground.SLOW_MEMORY;
  }
}
