package io.weightless.engine.internal;

import java.util.List;

/// What a strand waits for that others of its carrier have to bring about: for reports.
@FunctionalInterface
public interface Owed {
  /// Each of them has to do something before the wait can end; empty when nobody is known.
  List<Strand> owedBy();
}
