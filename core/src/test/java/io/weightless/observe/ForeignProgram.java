package io.weightless.observe;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import io.weightless.observe.elsewhere.Elsewhere;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends in all ways, with what is public only.
public final class ForeignProgram implements Supplier<String> {
  private final List<String> trail = new ArrayList<>();

  interface Store {
    long size(int from, String to);

    void put(String key, double value);

    Program<String, String, @Nullable Object> list();
  }

  /// With methods that this package cannot call.
  public interface Inheriting extends Elsewhere.Secretive {}

  private final class Full implements Store {
    private final String name;

    private Full(String name) {
      this.name = name;
    }

    @Override
    public long size(int from, String to) {
      if (from < 0) {
        throw new Decline();
      }
      return (long) from + to.length();
    }

    @Override
    public void put(String key, double value) {
      trail.add(name + key + value);
      if (value < 0) {
        throw new IllegalStateException(name + " failed");
      }
    }

    @Override
    public Program<String, String, @Nullable Object> list() {
      return io -> {
        io.write(name);
        return null;
      };
    }
  }

  private record Top(Observers observers) implements Observable {}

  @Override
  public String get() {
    Observers observers =
        Tree.of(
                new Top(new Observers()),
                Tree.of(Transparent.create(), new Full("a")),
                new Full("b"))
            .configure()
            .observers();
    trail.add("" + observers.call(Store.class).size(1, "xy"));
    trail.add(failure(() -> observers.call(Store.class).size(-1, "xy")));
    observers.tell(Store.class).put("k", 1.5);
    trail.add(failure(() -> observers.tell(Store.class).put("k", -1)));
    trail.add(failure(() -> observers.tell(Store.class, OnFailure.GO_ON).put("k", -1)));
    trail.add(failure(() -> observers.tell(Store.class).size(1, "")));
    trail.add("" + Outputs.of(Coroutine.of(observers.all(Store.class).list())).toList());
    trail.add("" + Outputs.of(Coroutine.of(observers.any(Store.class).list())).toList());
    observers.once(Store.class).put("o", 2);
    Unknown undeclared =
        new Unknown() {
          @Override
          public Object callUnknown(Message message) throws Exception {
            throw new IOException("of nothing that was declared");
          }
        };
    Top top = Tree.of(new Top(new Observers()), undeclared).configure();
    trail.add(failure(() -> top.observers().call(Store.class).size(0, "")));
    Store store = observers.call(Store.class);
    trail.add(store + " " + Set.of(store).contains(store));
    return String.join("\n", trail);
  }

  private static String failure(Runnable sending) {
    try {
      sending.run();
      return "none";
    } catch (Exception e) {
      List<String> trace =
          Arrays.stream(e.getStackTrace())
              .takeWhile(frame -> !frame.getMethodName().equals("get"))
              .map(frame -> frame.getClassName() + "." + frame.getMethodName())
              .toList();
      return e + " " + e.getSuppressed().length + " " + trace;
    }
  }
}
