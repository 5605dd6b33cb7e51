package io.weightless.engine.internal;

/// In which order a carrier runs what is ready, for worlds in which chance decides: without one it
/// is first come, first served.
public interface Schedule {
  /// Which of `count` entries comes next; 0 is the one that has been ready for longest.
  int next(int count);

  /// How many turns the carrier takes before its loop looks at timers and input again.
  int turns();

  /// A turn begins.
  ///
  /// @param who a [Strand], or what names a callback by its `toString`
  void begins(Object who);

  /// Something was made ready from outside of this carrier; on the thread that did it.
  void cameFromOutside(Object who);
}
