package io.weightless.observe;

/// Sends what a test has it send.
final class Sender implements Observable {
  private final Observers observers;

  Sender() {
    this(new Observers());
  }

  Sender(Observers observers) {
    this.observers = observers;
  }

  @Override
  public Observers observers() {
    return observers;
  }

  /// The observers of one that is observed by `parts`.
  static Observers of(Object... parts) {
    return Tree.of(new Sender(), parts).configure().observers();
  }
}
