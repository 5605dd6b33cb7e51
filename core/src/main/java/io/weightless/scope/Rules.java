package io.weightless.scope;

import org.jspecify.annotations.Nullable;

/// What a scope is opened with.
///
/// @param shielded whether what is around it can't cancel it
record Rules(Policy policy, @Nullable Deadline deadline, boolean shielded) {
  static final Rules USUAL = new Rules(Policy.FAIL_ALL, null, false);

  /// For a body that looks after the failures of its tasks itself.
  static final Rules LEAVE = new Rules(Policy.LEAVE, null, false);

  static final Rules LEAVE_SHIELDED = new Rules(Policy.LEAVE, null, true);

  /// What becomes of a task's failure.
  enum Policy {
    FAIL_ALL,

    /// It is whoever awaits the task's, or else the scope throws it at its end.
    COLLECT,

    /// It stays with the task: somebody else looks after it.
    LEAVE
  }

  String inWords() {
    return (shielded ? "shielded scope" : "scope")
        + (policy == Policy.COLLECT ? " that collects" : "")
        + (deadline == null ? "" : ", " + deadline.left().toMillis() / 1_000.0 + " s left");
  }

  static Rules within(Deadline deadline) {
    return new Rules(Policy.FAIL_ALL, deadline, false);
  }
}
