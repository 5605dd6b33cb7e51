package io.weightless.observe;

/// An observable that passes on to its own observers whatever it has no method for: to put
/// something between others that they need not know.
///
/// When none of them responds to a `call` or an `any` it declines, so that the one beside it is
/// asked. What goes through it shows as one line of its own in the traces of failures.
///
/// One that is [Unknown] as well is asked as that first. What it declines of a `call` or an `any`
/// it passes on, and of `all` and `tell` everything, since these go to all.
///
/// - **Cost**: of a message that passes, that of a call more.
public interface Transparent extends Observable {
  /// One that does nothing else.
  static Transparent create() {
    return of(new Observers().sending());
  }

  /// The same with a name.
  static Transparent named(String name) {
    return of(new Observers(name).sending());
  }

  private static Transparent of(Observers observers) {
    return new Passing(observers);
  }
}
