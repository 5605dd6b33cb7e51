package io.weightless.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110, section 8.8.3.
final class EntityTagTest {
  @ParameterizedTest(name = "RFC 9110 8.8.3.2: {0} and {1}: strong {2}, weak {3}")
  @CsvSource({
    "W/\"1\", W/\"1\", false, true",
    "W/\"1\", W/\"2\", false, false",
    "W/\"1\", \"1\", false, true",
    "\"1\", \"1\", true, true",
    "\"1\", \"2\", false, false",
  })
  void tagsAreCompared(String one, String other, boolean strong, boolean weak) {
    EntityTag left = only(one);
    EntityTag right = only(other);

    assertThat(left.isSameAs(right)).isEqualTo(strong);
    assertThat(right.isSameAs(left)).isEqualTo(strong);
    assertThat(left.isLike(right)).isEqualTo(weak);
    assertThat(right.isLike(left)).isEqualTo(weak);
  }

  @Test
  void aListMayHaveBlanksAndEmptyMembers() {
    assertThat(EntityTag.list("\"a\""))
        .containsExactly(new EntityTag(false, "a"))
        .first()
        .hasToString("\"a\"");
    assertThat(EntityTag.list(" , \t\"\",W/\"b,c\" ,,\"\u00ff!W/\",\t"))
        .containsExactly(
            new EntityTag(false, ""),
            new EntityTag(true, "b,c"),
            new EntityTag(false, "\u00ff!W/"));
    assertThat(EntityTag.list("")).isEmpty();
  }

  @ParameterizedTest(name = "RFC 9110 8.8.3: {0} is no list of tags")
  @ValueSource(
      strings = {
        "a",
        "\"a",
        "a\"",
        "\"",
        "W/",
        "W/a",
        "w/\"a\"",
        "W/ \"a\"",
        "W\"a\"",
        "\"a\" \"b\"",
        "\"a\"b",
        "\"a b\"",
        "\"a\tb\"",
        "*",
        "*, \"a\"",
        "\"a\", *",
        "\"a\", b",
        "'a'",
        "\"a\"\"b\"",
        "\"a\u007f\"",
        "W/W/\"a\"",
      })
  void whatIsNoTagSpoilsTheList(String value) {
    assertThat(EntityTag.list(value)).isNull();
  }

  @Test
  void aFileChangedInTimeOrSizeHasAnotherTag() {
    Instant time = Instant.parse("2020-02-03T04:05:06.123456789Z");
    EntityTag tag = tag(time, 10, "");

    assertThat(tag).hasToString("\"5e379bf2.75bcd15-a\"");
    assertThat(tag.isSameAs(tag(time, 10, ""))).isTrue();
    for (EntityTag other :
        List.of(
            tag(time.plusNanos(1), 10, ""),
            tag(time.plusSeconds(1), 10, ""),
            tag(time, 11, ""),
            tag(time, 10, "-br"))) {
      assertThat(tag.isLike(other)).isFalse();
    }
    assertThat(only(tag(Instant.MIN, Long.MAX_VALUE, "-gzip").toString()).isWeak()).isFalse();
  }

  private static EntityTag tag(Instant time, long size, String coding) {
    return EntityTag.of(new FileInfo("a", Kind.FILE, size, time), coding);
  }

  private static EntityTag only(String value) {
    List<EntityTag> tags = EntityTag.list(value);
    assertThat(tags).hasSize(1);
    return tags.getFirst();
  }
}
