package io.weightless.component.chassis;

import io.weightless.component.Component;
import java.util.ArrayList;
import java.util.List;

/// A sink: keeps what comes, to be looked at when it has ended, or while it runs.
///
/// - **Order**: as received.
/// - **Ending**: with what comes in.
/// - **Limit**: [#MOST] values if not told otherwise; one more is a crash.
///
/// @param <T> what comes in
public final class Collector<T> extends Component<T, Void> {
  /// How many values it keeps if not told otherwise.
  public static final int MOST = 1_000_000;

  private final List<T> values = new ArrayList<>();
  private final int most;

  public Collector() {
    this(MOST);
  }

  /// @param most how many values it keeps
  public Collector(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("a collector can't keep " + most + " values");
    }
    this.most = most;
  }

  @Override
  protected void main() {
    for (T value : in) {
      if (values.size() == most) {
        throw new IllegalStateException(path() + " keeps " + most + " values, and one more came");
      }
      values.add(value);
    }
  }

  /// What has come so far.
  public List<T> values() {
    return List.copyOf(values);
  }
}
