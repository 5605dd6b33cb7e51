package io.weightless.deferred;

import java.util.List;

/// Several failures: those of all members of a [DeferredList] of which one success would have been
/// enough. The first is its cause, the others are suppressed in it.
public final class FailureGroup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Throwable> failures;

  FailureGroup(List<Throwable> failures) {
    super("all " + failures.size() + " failed", failures.getFirst());
    this.failures = List.copyOf(failures);
    failures.subList(1, failures.size()).forEach(this::addSuppressed);
  }

  /// In the order of the members.
  public List<Throwable> failures() {
    return failures;
  }
}
