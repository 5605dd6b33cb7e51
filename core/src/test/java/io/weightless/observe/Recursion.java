package io.weightless.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A program in which messages go round and round. It prints what each way of sending ends in, and
/// whether the virtual machine still makes traces then.
final class Recursion {
  interface Sums {
    int sum(int depth);

    void tell(int depth);
  }

  private record Round(Observers observers) implements Observable, Sums, IntFunction<Object> {
    @Override
    public int sum(int depth) {
      return observers.call(Sums.class).sum(depth + 1) + 1;
    }

    @Override
    public void tell(int depth) {
      observers.tell(Sums.class, OnFailure.GO_ON).tell(depth + 1);
    }

    @Override
    public Object apply(int depth) {
      return observers.call(Message.of("apply", depth + 1)) + "";
    }
  }

  private Recursion() {}

  @SuppressWarnings("SystemOut") // it is what the test reads
  public static void main(String[] arguments) {
    Round one = new Round(new Observers());
    Round other = new Round(new Observers());
    one.observers().connect(List.of(Tree.of(Transparent.create(), other).configure()));
    other.observers().connect(List.of(one));
    List<String> ends = new ArrayList<>();
    ends.add(end(() -> one.sum(0)));
    ends.add(end(() -> one.tell(0)));
    ends.add(end(() -> one.apply(0)));
    Runnable failing =
        () -> {
          throw new IllegalStateException("later");
        };
    Tree<?> through = Tree.of(Transparent.create(), failing);
    ends.add(end(() -> Sender.of(through).tell(Runnable.class).run()));
    ends.add(end(() -> Integer.parseInt("x")));
    System.out.println(String.join("\n", ends));
  }

  private static String end(Runnable sending) {
    try {
      sending.run();
      return "nothing";
    } catch (Throwable e) {
      return e.getClass().getSimpleName() + (e.getStackTrace().length > 0);
    }
  }
}
