package io.weightless.component.chassis;

import io.weightless.component.Outlet;
import java.util.Objects;
import java.util.function.Function;

/// Sends all values of one key to the same outlet, so that their receiver has to ask nobody about
/// them.
///
/// - **Order**: of one key as received. A receiver without room holds up all.
/// - **Ending**: see [FanOut]. When an outlet leaves its keys go to others, when one is added it
///   takes its share of all keys: no other key moves.
/// - **Limit**: keys are told apart by `hashCode`, so where that differs from run to run, as that
///   of an enum does, so do their outlets. An outlet that was added and leads nowhere keeps one
///   value, and then holds up all.
/// - **Cost**: a product for each outlet and value; no memory for keys.
///
/// By rendezvous hashing (Thaler and Ravishankar, 1998).
///
/// @param <T> what comes in, and goes out
/// @param <K> what it is told by where a value goes
public final class ByKey<T, K> extends FanOut<T> {
  private final Function<? super T, ? extends K> key;

  public ByKey(Function<? super T, ? extends K> key) {
    this.key = Objects.requireNonNull(key);
  }

  @Override
  Outlet<T> prepared(Outlet<T> fresh) {
    return fresh.keeping(1);
  }

  @Override
  void divide() {
    for (T value : in) {
      int hash = key.apply(value).hashCode();
      boolean isSent = false;
      while (!isSent) {
        if (outlets.isEmpty()) {
          return;
        }
        isSent = outlets.send(outletOf(hash), value);
      }
    }
  }

  /// The one that the key has drawn the highest number for.
  private Outlet<T> outletOf(int hash) {
    Outlet<T> best = outlets.all().getFirst();
    long highest = Long.MIN_VALUE;
    for (Outlet<T> outlet : outlets.all()) {
      long drawn = mixed((long) hash << 32 ^ outlet.description().hashCode());
      if (drawn > highest) {
        highest = drawn;
        best = outlet;
      }
    }
    return best;
  }

  /// From David Stafford's 13th variant of the MurmurHash3 finaliser, as in SplittableRandom.
  private static long mixed(long bits) {
    long once = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ once >>> 27) * 0x94d049bb133111ebL;
    return twice ^ twice >>> 31;
  }
}
