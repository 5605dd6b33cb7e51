package io.weightless.check.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChapterTest {
  private static final String PROGRAM =
      """
      # One

      ```java
      // Hello.java
      void main() {
        IO.println("hello");
      }
      ```

      ```text
      hello
      ```
      """;

  private static final String FRAME =
      """
      ```java
      // Frame.java
      void main() {
        // your lines
      }
      ```
      """;

  @Test
  void aBlockWithANameAndAMainMethodIsAProgramThatPrintsTheTextBelow() {
    Listing hello = only(PROGRAM);

    assertThat(hello.isProgram()).isTrue();
    assertThat(hello).hasToString("one.md:4 Hello");
    assertThat(hello.code()).startsWith("// Hello.java\nvoid main() {\n").endsWith(");\n}\n");
    assertThat(hello.printed()).isEqualTo("hello\n");
  }

  @Test
  void aBlockWithANameAndNoMainMethodIsAClassForTheOthers() {
    Listing shop = only("```java\n// Shop.java\nrecord Shop() {}\n```\n");

    assertThat(shop.isProgram()).isFalse();
    assertThat(shop.isFragment()).isFalse();
    assertThat(shop.name()).isEqualTo("Shop");
  }

  @Test
  void anyOtherBlockGoesIntoTheLastFrameAboveIt() {
    List<Listing> both = listings(FRAME + "so:\n```java\nIO.println(1);\n```\n```text\n1\n```\n");

    assertThat(both).extracting(Listing::isProgram).containsExactly(true, true);
    assertThat(both.getLast().name()).isEqualTo("Fragment9Ofone");
    assertThat(both.getLast().code()).contains("void main() {\n  IO.println(1);\n");
    assertThat(both.getLast().printed()).isEqualTo("1\n");
  }

  @Test
  void aFragmentWithoutAFrameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listings("```java\nint a;\n```\n"))
        .withMessageContaining("one.md:2");
  }

  @Test
  void aBlockWithoutAnEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> listings("words\n```java\nint a;\n"))
        .withMessageContaining("one.md:2");
  }

  @Test
  void textThatDoesNotFollowAtOnceIsNotItsOutput() {
    assertThat(only(PROGRAM.replace("```text", "In a log:\n\n```text")).printed()).isEmpty();
  }

  @Test
  void otherBlocksAreNobodysConcern() {
    assertThat(listings("```sh\nls\n```\n```text\na.txt\n```\n")).isEmpty();
  }

  private static Listing only(String markdown) {
    List<Listing> listings = listings(markdown);
    assertThat(listings).hasSize(1);
    return listings.getFirst();
  }

  private static List<Listing> listings(String markdown) {
    return Chapter.listings("one.md", markdown);
  }
}
