package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Step;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Messages of all kinds of interfaces.
class InterfacesTest {
  private interface Primitives {
    boolean flags(boolean b, byte y, short s, char c, int i, long j, float f, double d);

    byte ofByte(byte value);

    short ofShort(short value);

    char ofChar(char value);

    int ofInt(int value);

    long ofLong(long value, Object between, long after);

    float ofFloat(float value);

    double ofDouble(double value, double after);

    int[] ofArray(int[] values, String... more);
  }

  private static final class Numbers implements Primitives {
    @Override
    public boolean flags(boolean b, byte y, short s, char c, int i, long j, float f, double d) {
      return b && y == 1 && s == 2 && c == '3' && i == 4 && j == 5L && f == 6f && d == 7d;
    }

    @Override
    public byte ofByte(byte value) {
      return value;
    }

    @Override
    public short ofShort(short value) {
      return value;
    }

    @Override
    public char ofChar(char value) {
      return value;
    }

    @Override
    public int ofInt(int value) {
      return value;
    }

    @Override
    public long ofLong(long value, Object between, long after) {
      return value + after;
    }

    @Override
    public float ofFloat(float value) {
      return value;
    }

    @Override
    public double ofDouble(double value, double after) {
      return value + after;
    }

    @Override
    public int[] ofArray(int[] values, String... more) {
      return new int[] {values.length, more.length};
    }
  }

  private static void checkNumbers(Primitives numbers) {
    assertThat(numbers.flags(true, (byte) 1, (short) 2, '3', 4, 5, 6, 7)).isTrue();
    assertThat(numbers.ofByte((byte) -1)).isEqualTo((byte) -1);
    assertThat(numbers.ofShort((short) -2)).isEqualTo((short) -2);
    assertThat(numbers.ofChar('c')).isEqualTo('c');
    assertThat(numbers.ofInt(1 << 30)).isEqualTo(1 << 30);
    assertThat(numbers.ofLong(1L << 40, "", 1)).isEqualTo((1L << 40) + 1);
    assertThat(numbers.ofFloat(1.5f)).isEqualTo(1.5f);
    assertThat(numbers.ofDouble(1.5, 2)).isEqualTo(3.5);
    assertThat(numbers.ofArray(new int[3], "a", "b")).containsExactly(3, 2);
  }

  @Test
  void primitivesAndArraysAreHandedOn() {
    checkNumbers(Sender.of(new Numbers()).call(Primitives.class));
    checkNumbers(Sender.of(Tree.of(Transparent.create(), new Numbers())).call(Primitives.class));
  }

  @Test
  void primitivesComeToUnknownOnesAndGoOnFromThere() {
    record Passing(Observers observers) implements Observable, Unknown {
      @Override
      public Object callUnknown(Message message) {
        Object answer = observers.call(message);
        return answer == null ? "" : answer;
      }
    }
    checkNumbers(
        Sender.of(Tree.of(new Passing(new Observers()), new Numbers())).call(Primitives.class));
  }

  interface WithBody {
    String name();

    default String greeting() {
      return "hello " + name();
    }

    static String hello() {
      return "hello";
    }
  }

  @Test
  void aMethodWithABodyIsThatOfTheObserver() {
    WithBody plain = () -> "jack";
    record Own(String name) implements WithBody {
      @Override
      public String greeting() {
        return "own";
      }
    }
    assertThat(Sender.of(plain).call(WithBody.class).greeting()).isEqualTo("hello jack");
    assertThat(Sender.of(new Own("")).call(WithBody.class).greeting()).isEqualTo("own");
  }

  interface Transform<T> {
    T of(T value);
  }

  interface Upper extends Transform<String>, Measure<String> {
    @Override
    String of(String value);
  }

  interface Measure<T> {
    int measure(T value);
  }

  private static final class Loud implements Upper {
    @Override
    public String of(String value) {
      return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public int measure(String value) {
      return value.length();
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void genericAndInheritedMethodsWorkWhicheverTypeTheyAreCalledBy() {
    Observers observers = Sender.of(new Loud());
    Upper upper = observers.call(Upper.class);
    Transform<String> transform = upper;
    assertThat(upper.of("a")).isEqualTo("A");
    assertThat(transform.of("a")).isEqualTo("A");
    assertThat(upper.measure("abc")).isEqualTo(3);
    assertThat(((Transform<String>) observers.call(Transform.class)).of("b")).isEqualTo("B");
  }

  interface Narrow<P> {
    P open();
  }

  interface NarrowLines extends Narrow<Program<String, String, String>> {
    @Override
    Program<String, String, String> open();
  }

  @Test
  void theKindOfAMethodIsThatOfItsMostExactDeclaration() {
    NarrowLines lines = () -> _ -> "result";
    Narrow<Program<String, String, String>> any = Sender.of(lines).any(NarrowLines.class);
    assertThat(Coroutine.of(any.open()).next()).isEqualTo(new Step.Done<>("result", List.of()));
    assertThatThrownBy(() -> Sender.of(lines).any(Narrow.class).open())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  interface Overloaded {
    String of(int value);

    String of(long value);

    String of(Object value);
  }

  @Test
  void overloadedMethodsAreKeptApart() {
    final class Kinds implements Overloaded {
      @Override
      public String of(int value) {
        return "int";
      }

      @Override
      public String of(long value) {
        return "long";
      }

      @Override
      public String of(Object value) {
        return "object";
      }
    }
    Overloaded kinds = Sender.of(new Kinds()).call(Overloaded.class);
    assertThat(List.of(kinds.of(1), kinds.of(1L), kinds.of("1")))
        .containsExactly("int", "long", "object");
  }

  @Test
  @SuppressWarnings("unchecked")
  void interfacesOfTheJdkWork() throws Exception {
    Function<String, Integer> length = String::length;
    Callable<String> failing =
        () -> {
          throw new IOException("real");
        };
    Supplier<String> text = () -> "text";
    Observers observers = Sender.of(length, failing, text, Comparator.<Integer>reverseOrder());
    assertThat(observers.call(Function.class).apply("four")).isEqualTo(4);
    assertThat(observers.call(Supplier.class).get()).isEqualTo("text");
    assertThatThrownBy(() -> observers.call(Callable.class).call())
        .isInstanceOf(IOException.class)
        .hasMessage("real");
    assertThat(observers.call(Callable.class).getClass().isHidden()).isTrue();
  }

  @Test
  void theMethodsOfEveryObjectAreTheDispatchersOwn() {
    Observers observers = Sender.of(Comparator.naturalOrder());
    Comparator<?> comparator = observers.call(Comparator.class);
    assertThat(comparator).isNotEqualTo(Comparator.naturalOrder());
    assertThat(Set.<Object>of(comparator).contains(comparator)).isTrue();
    assertThat(comparator.hashCode()).isEqualTo(System.identityHashCode(comparator));
    assertThat(comparator).hasToString("call of Comparator by observers");
    assertThat(new Observers("x").named("y").tell(Runnable.class))
        .hasToString("tell of Runnable by observers of 'x' to 'y'");
  }

  @Test
  void anInterfaceThatIsNotPublicIsCompiledWhereItIs() {
    Class<?> dispatcher = Sender.of().call(Primitives.class).getClass();
    assertThat(dispatcher.isHidden()).isTrue();
    assertThat(dispatcher.getPackageName()).isEqualTo(Primitives.class.getPackageName());
  }
}
