import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Variables with versions, for components that share them and lock nothing: each works on a copy
/// of its own, and what it commits is there as a whole, or not at all when one of the variables
/// that it had copied has moved on meanwhile, also one that it has only read. Then it begins anew.
/// Nobody ever waits.
///
/// `./weightless run examples/VersionedStore.java 100` has three components move money between two
/// accounts, a hundred times each. The behaviours are those of Axon.STM.
public final class VersionedStore<V> {
  /// Some other work has changed what this one has read: do it again, with a fresh copy.
  public static final class ConcurrentUpdate extends Exception {
    private static final long serialVersionUID = 1L;

    ConcurrentUpdate(String key) {
      super("'" + key + "' was changed meanwhile");
    }
  }

  private record Versioned<V>(long version, V value) {}

  private final Map<String, Versioned<V>> variables = new LinkedHashMap<>();
  private final Versioned<V> initial;
  private final UnaryOperator<V> copier;

  /// @param initial what a variable is before it is set
  /// @param copier makes a copy that shares nothing that can change
  public VersionedStore(V initial, UnaryOperator<V> copier) {
    this.initial = new Versioned<>(0, copier.apply(initial));
    this.copier = copier;
  }

  private Versioned<V> present(String key) {
    return variables.getOrDefault(key, initial);
  }

  /// A copy of these variables, all of the same moment, to work on.
  public Work using(String... keys) {
    return new Work(List.of(keys));
  }

  /// A copy of some variables.
  public final class Work {
    private final Map<String, Versioned<V>> copies = new LinkedHashMap<>();

    private Work(List<String> keys) {
      for (String key : keys) {
        Versioned<V> present = present(key);
        copies.put(key, new Versioned<>(present.version, copier.apply(present.value)));
      }
    }

    public V get(String key) {
      return copy(key).value;
    }

    public void set(String key, V value) {
      copies.put(key, new Versioned<>(copy(key).version, value));
    }

    private Versioned<V> copy(String key) {
      Versioned<V> copy = copies.get(key);
      if (copy == null) {
        throw new IllegalArgumentException("'" + key + "' is none of " + copies.keySet());
      }
      return copy;
    }

    /// Puts the copies back, all or none; the next commit of this work begins from there.
    public void commit() throws ConcurrentUpdate {
      for (String key : copies.keySet()) {
        if (present(key).version != copy(key).version) {
          throw new ConcurrentUpdate(key);
        }
      }
      copies.replaceAll((_, copy) -> new Versioned<>(copy.version + 1, copy.value));
      Map<String, Versioned<V>> next = new LinkedHashMap<>(copies);
      next.replaceAll((_, copy) -> new Versioned<>(copy.version, copier.apply(copy.value)));
      variables.putAll(next);
    }
  }

  /// Moves one at a time from one account to the other.
  private static final class Teller extends Component<Void, Void> {
    private final VersionedStore<Integer> accounts;
    private final int times;
    private int conflicts;

    Teller(VersionedStore<Integer> accounts, int times) {
      this.accounts = accounts;
      this.times = times;
    }

    @Override
    protected void main() {
      for (int moved = 0; moved < times; ) {
        VersionedStore<Integer>.Work work = accounts.using("ann", "bob");
        work.set("ann", work.get("ann") - 1);
        Task.yield(); // others run meanwhile
        work.set("bob", work.get("bob") + 1);
        try {
          work.commit();
          moved++;
        } catch (ConcurrentUpdate _) {
          conflicts++;
        }
      }
    }
  }

  public static void main(String[] arguments) {
    if (arguments.length != 1 || !arguments[0].matches("\\d{1,6}")) {
      System.err.println("usage: VersionedStore.java TIMES");
      System.exit(2);
    }
    int times = Integer.parseInt(arguments[0]);
    VersionedStore<Integer> accounts = new VersionedStore<>(1_000, amount -> amount);
    List<Teller> tellers = Stream.generate(() -> new Teller(accounts, times)).limit(3).toList();
    Graph<Void, Void> bank = new Graph<>();
    tellers.forEach(bank::add);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(bank::run);
    }
    VersionedStore<Integer>.Work end = accounts.using("ann", "bob");
    System.out.println("ann has " + end.get("ann") + ", bob has " + end.get("bob"));
    System.out.println(tellers.stream().mapToInt(teller -> teller.conflicts).sum() + " conflicts");
  }
}
