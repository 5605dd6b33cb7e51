package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.coroutine.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Everybody below, once: Weightless' `once`.
class OnceTest {
  private final List<String> trail = new ArrayList<>();

  interface Begins {
    void begin();
  }

  interface BeginsSlowly {
    Program<String, String, @Nullable String> begin();
  }

  private final class Part implements Observable, Begins, BeginsOver {
    private final Observers observers;

    Part(String name) {
      observers = new Observers(name);
    }

    @Override
    public Observers observers() {
      return observers;
    }

    @Override
    public void begin() {
      trail.add(observers.toString());
    }

    @Override
    public Program<String, String, @Nullable String> beginOver() {
      return io -> {
        io.write(observers.toString());
        return null;
      };
    }
  }

  interface BeginsOver {
    Program<String, String, @Nullable String> beginOver();
  }

  private Begins leaf(String name) {
    return () -> trail.add(name);
  }

  @Test
  void eachIsCalledBeforeThoseBelowItDepthFirst() {
    Part a = new Part("a");
    Part b = new Part("b");
    Observers observers = Sender.of(Tree.of(a, leaf("a1"), Tree.of(b, leaf("b1"))), leaf("c"));
    observers.once(Begins.class).begin();
    assertThat(trail).containsExactly("observers of 'a'", "a1", "observers of 'b'", "b1", "c");
  }

  @Test
  void configuringDoesNotCallIt() {
    Sender.of(leaf("a"));
    assertThat(trail).isEmpty();
  }

  @Test
  void theSameOneTwiceIsCalledOnce() {
    Begins one = leaf("one");
    Sender.of(one, one).once(Begins.class).begin();
    assertThat(trail).containsExactly("one");
  }

  @Test
  void inADiamondWithTransparentOnesItIsCalledOnce() {
    Begins one = leaf("one");
    Tree<Transparent> top =
        Tree.of(
            Transparent.create(),
            Tree.of(Transparent.create(), one),
            Tree.of(Transparent.create(), one));
    Sender.of(top).once(Begins.class).begin();
    assertThat(trail).containsExactly("one");
  }

  @Test
  void whoForwardsNothingDoesNotStopIt() {
    Begins one = leaf("one");
    Tree<Sender> top =
        Tree.of(new Sender(), Tree.of(new Sender(), one), Tree.of(new Sender(), one));
    Sender.of(top).once(Begins.class).begin();
    assertThat(trail).containsExactly("one");
  }

  @Test
  void equalComponentsAreTwo() {
    record Equal(List<String> trail) implements Begins {
      @Override
      public void begin() {
        trail.add("called");
      }
    }
    Sender.of(new Equal(trail), new Equal(trail)).once(Begins.class).begin();
    assertThat(trail).containsExactly("called", "called");
  }

  @Test
  void whoObserveEachOtherAreCalledOnceEach() {
    record Mutual(Observers observers, List<String> trail) implements Observable, Begins {
      @Override
      public void begin() {
        trail.add(observers.toString());
      }
    }
    Mutual x = new Mutual(new Observers("x").sending(), trail);
    Mutual y = new Mutual(new Observers("y").sending(), trail);
    Sender top = new Sender();
    Tree.of(top, Tree.of(x, Tree.of(y, x))).configure();
    top.observers().once(Begins.class).begin();
    assertThat(trail).containsExactly("observers of 'x'", "observers of 'y'");
  }

  @Test
  void programsRunOneAfterTheOtherAndMayWriteInBetween() {
    Part b = new Part("b");
    Observers observers = Sender.of(Tree.of(new Part("a"), b), b);
    assertThat(
            Outputs.of(
                    Coroutine.<String, String, @Nullable String>of(
                        observers.once(BeginsOver.class).beginOver()))
                .toList())
        .containsExactly("observers of 'a'", "observers of 'b'");
  }

  @Test
  void aResultOfAProgramIsRefused() {
    BeginsSlowly returning = () -> _ -> "1";
    Program<String, String, @Nullable String> once =
        Sender.of(Tree.of(new Sender(), returning)).once(BeginsSlowly.class).begin();
    assertThatThrownBy(Coroutine.of(once)::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(
            " returned 1 for BeginsSlowly.begin(..), and once has no use for results");
  }

  @Test
  void aMethodThatReturnsSomethingElseIsRefusedByName() {
    assertThatThrownBy(() -> Sender.of().once(Shelf.class).get("x"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "once is for methods that return nothing, or a Program, and Shelf.get returns"
                + " String");
  }

  @Test
  void whoDeclinesIsPassedOverAndThoseBelowItAreNot() {
    record Declining(Observers observers) implements Observable, Begins {
      @Override
      public void begin() {
        throw new Decline();
      }
    }
    Sender.of(Tree.of(new Declining(new Observers()), leaf("below"))).once(Begins.class).begin();
    assertThat(trail).containsExactly("below");
  }

  @Test
  void theFirstFailureEndsIt() {
    IllegalStateException failure = new IllegalStateException("failed");
    Begins failing =
        () -> {
          throw failure;
        };
    Observers observers = Sender.of(leaf("a"), Tree.of(new Sender(), failing), leaf("c"));
    assertThatThrownBy(() -> observers.once(Begins.class).begin()).isSameAs(failure);
    assertThat(trail).containsExactly("a");
  }

  @Test
  void anUnknownOneIsNeverAskedForIt() {
    Unknown unknown =
        new Unknown() {
          @Override
          public void tellUnknown(Message message) {
            trail.add(message.name());
          }
        };
    Sender.of(unknown).once(Begins.class).begin();
    assertThat(trail).isEmpty();
  }

  @Test
  void oneInsideAnotherIsAMessageOfItsOwn() {
    Sender top = new Sender();
    Begins inner = leaf("inner");
    Begins again =
        () -> {
          trail.add("again");
          if (trail.size() == 1) {
            top.observers().once(Begins.class).begin();
          }
        };
    Tree.of(top, again, inner).configure();
    top.observers().once(Begins.class).begin();
    assertThat(trail).containsExactly("again", "again", "inner", "inner");
  }

  @Test
  void aStrandOfTenThousandIsNoMatterOfDepth() {
    Tree<?> strand = Tree.of(leaf("bottom"));
    for (int i = 0; i < 10_000; i++) {
      strand = Tree.of(new Sender(), strand);
    }
    Sender.of(strand).once(Begins.class).begin();
    assertThat(trail).containsExactly("bottom");
  }
}
