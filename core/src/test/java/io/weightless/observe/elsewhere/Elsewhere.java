package io.weightless.observe.elsewhere;

import io.weightless.observe.ForeignProgram;
import io.weightless.observe.Message;
import io.weightless.observe.Observable;
import io.weightless.observe.Observers;
import io.weightless.observe.Tree;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls a method of an interface that is not public, one of an interface that is, and one by name;
/// and says what each call ended in.
public final class Elsewhere implements Supplier<List<String>> {
  interface Inner {
    String inner(String key);
  }

  public interface Outer {
    String outer(String key);
  }

  public static final class Both implements Inner, Outer {
    @Override
    public String inner(String key) {
      return "inner " + key;
    }

    @Override
    public String outer(String key) {
      return "outer " + key;
    }
  }

  /// Of what only this package can name.
  public interface Secretive {
    Object ask(Secret secret);

    void tell(Secret secret);

    int told();
  }

  record Secret(String text) {}

  public static final class Answering implements ForeignProgram.Inheriting {
    private int told;

    @Override
    public Object ask(Secret secret) {
      return secret.text();
    }

    @Override
    public void tell(Secret secret) {
      told++;
    }

    @Override
    public int told() {
      return told;
    }
  }

  /// Returns what only this package can name.
  public interface Revealing {
    @Nullable Secret reveal();
  }

  public static Object secret() {
    return new Secret("a secret");
  }

  public static @Nullable Object reveal(Revealing revealing) {
    return revealing.reveal();
  }

  public static Object ask(Secretive secretive) {
    return secretive.ask(new Secret("a secret"));
  }

  public static void tell(Secretive secretive) {
    secretive.tell(new Secret("a secret"));
  }

  private record Top(Observers observers) implements Observable {}

  @Override
  public List<String> get() {
    Observers observers = Tree.of(new Top(new Observers()), new Both()).configure().observers();
    return List.of(
        end(() -> observers.call(Inner.class).inner("x")),
        end(() -> observers.call(Outer.class).outer("x")),
        end(() -> observers.call(Message.of("inner", "x"))));
  }

  private static String end(Supplier<?> call) {
    try {
      return "" + call.get();
    } catch (RuntimeException e) {
      return "" + e;
    }
  }
}
