package io.weightless.callback;

/// What the loop calls. It can't wait, and must not take long: nothing else runs meanwhile.
@FunctionalInterface
public interface Callback {
  void run() throws Exception;
}
