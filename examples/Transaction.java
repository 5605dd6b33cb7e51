import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Local;
import io.weightless.coroutine.Program;
import io.weightless.observe.Observable;
import io.weightless.observe.Observers;
import io.weightless.observe.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// A transaction that goes through a tree: `./weightless run examples/Transaction.java`.
///
/// Whoever books knows of no transaction; whoever keeps the accounts finds the one that it is in,
/// since it is a local of the section that the messages go through. Two customers are in the middle
/// of theirs at once, in one thread, and each undoes its own.
public final class Transaction {
  static final Local<Transaction> CURRENT = Local.of("transaction");

  private final Deque<Runnable> undoing = new ArrayDeque<>();

  /// What a customer wants: asks for a yes on the way, and gives a receipt.
  interface Transfers {
    Program<String, String, String> transfer(String from, String to, int amount);
  }

  interface Ledger {
    /// Fails when the account would have less than nothing.
    void add(String account, int amount);

    int balance(String account);
  }

  /// For those who want to hear of it.
  interface Audit {
    void done(String what);

    void undone(String what, int steps);
  }

  /// From now on `step` is undone when this is.
  void whenUndone(Runnable step) {
    undoing.push(step);
  }

  /// The last step first.
  int undo() {
    int steps = undoing.size();
    undoing.forEach(Runnable::run);
    undoing.clear();
    return steps;
  }

  /// Puts a transaction around whatever is below it.
  static final class Transactions implements Transfers, Observable {
    private final Observers observers =
        new Observers().requiring(Transfers.class).sending(Audit.class);

    @Override
    public Observers observers() {
      return observers;
    }

    @Override
    public Program<String, String, String> transfer(String from, String to, int amount) {
      String what = from + " to " + to + ": " + amount;
      Program<String, String, String> below =
          observers.any(Transfers.class).transfer(from, to, amount);
      return io -> {
        Transaction transaction = new Transaction();
        boolean done = false;
        try {
          String receipt = CURRENT.where(transaction, () -> io.call(below));
          done = true;
          observers.tell(Audit.class).done(what);
          return receipt;
        } finally { // also when somebody closes it where it waits
          if (!done) {
            observers.tell(Audit.class).undone(what, transaction.undo());
          }
        }
      };
    }
  }

  /// The business of it.
  static final class Booking implements Transfers, Observable {
    private final Observers observers = new Observers().requiring(Ledger.class);

    @Override
    public Observers observers() {
      return observers;
    }

    @Override
    public Program<String, String, String> transfer(String from, String to, int amount) {
      return io -> {
        Ledger ledger = observers.call(Ledger.class);
        ledger.add(from, -amount);
        io.write("shall " + to + " have " + amount + " of " + from + "?");
        if (!io.next().equals("yes")) {
          throw new IllegalStateException(from + " did not want to");
        }
        ledger.add(to, amount);
        return from + " has " + ledger.balance(from) + " left";
      };
    }
  }

  /// Last in the tree: any object that has the methods.
  static final class Accounts implements Ledger {
    private final Map<String, Integer> balances = new TreeMap<>(Map.of("ann", 50, "bob", 50));

    @Override
    public void add(String account, int amount) {
      if (balance(account) + amount < 0) {
        throw new IllegalStateException(account + " has only " + balance(account));
      }
      balances.merge(account, amount, Integer::sum);
      CURRENT.get().whenUndone(() -> balances.merge(account, -amount, Integer::sum));
    }

    @Override
    public int balance(String account) {
      return balances.getOrDefault(account, 0);
    }
  }

  static final class Journal implements Audit {
    @Override
    public void done(String what) {
      System.out.println("  journal: " + what);
    }

    @Override
    public void undone(String what, int steps) {
      System.out.println("  journal: " + what + ", undone in " + steps + " steps");
    }
  }

  public static void main(String[] arguments) {
    Accounts accounts = new Accounts();
    Transactions bank =
        Tree.of(new Transactions(), Tree.of(new Booking(), accounts), new Journal()).configure();

    var ann = Coroutine.of("ann", bank.transfer("ann", "cat", 30));
    var bob = Coroutine.of("bob", bank.transfer("bob", "cat", 40));
    System.out.println(ann.next());
    System.out.println(bob.next());
    System.out.println("both are asked, and the ledger says " + accounts.balances);
    ann.next();
    bob.next();
    refused(() -> ann.send("no"));
    System.out.println(bob.send("yes"));

    refused(() -> Coroutine.of("bob", bank.transfer("bob", "cat", 11)).next());
    try (var gone = Coroutine.of("gone", bank.transfer("ann", "cat", 1))) {
      System.out.println(gone.next());
    }
    System.out.println("in the end the ledger says " + accounts.balances);
  }

  private static void refused(Runnable step) {
    try {
      step.run();
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
