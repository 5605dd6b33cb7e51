package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which engine a process gets, each in a JVM of its own.
class EngineTest {
  private static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  @Test
  void withTheFlagTheFastEngineIsChosenAndNothingIsSaid() {
    Fork fork = Fork.run(Name.class, OPENED);

    assertThat(fork.output()).isEqualToIgnoringNewLines("engine fast");
  }

  @Test
  void withoutTheFlagThePortableOneIsChosenAndOneLineSaysWhichFlagToAdd() {
    Fork fork = Fork.run(Name.class);

    assertThat(fork.output()).contains("engine portable").containsOnlyOnce(OPENED);
    assertThat(fork.exit()).isZero();
  }

  @Test
  void thePortableOneCanBeAskedFor() {
    Fork fork = Fork.run(Name.class, OPENED, "-Dweightless.engine=portable");

    assertThat(fork.output()).isEqualToIgnoringNewLines("engine portable");
  }

  @Test
  void askingForTheFastOneWithoutTheFlagSaysWhatItNeeds() {
    Fork fork = Fork.run(Name.class, "-Dweightless.engine=fast");

    assertThat(fork.output()).contains("the fast engine needs JDK 25 and java " + OPENED);
    assertThat(fork.exit()).isNotZero();
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    Fork fork = Fork.run(Name.class, "-Dweightless.engine=warp");

    assertThat(fork.output()).contains("'warp'", "fast, portable or best");
  }

  static final class Name {
    private Name() {}

    public static void main(String[] arguments) {
      System.out.println("engine " + Engine.ENGINE.name());
    }
  }
}
