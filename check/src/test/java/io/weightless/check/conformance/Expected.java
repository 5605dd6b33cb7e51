package io.weightless.check.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A response that has to come: `400|501` is a choice of statuses, `any` is all of them, `nothing`
/// the end of the connection instead of a response. `~` is a 200 that is cut off: for a request
/// that was not there as a whole when the response to it began.
///
/// What stands behind holds for the first status of the choice: `[Name=value]`, `[Name]` and
/// `[-Name]` for a field with this value, with any, and for none; `[Name^start]` for a value that
/// begins so; `= text` for the content. `without content` says that the request was HEAD, and `10
/// x` in front that the same comes ten times.
record Expected(
    int times, List<String> statuses, List<String> fields, boolean head, @Nullable String content)
    implements Row.Step {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d+) x )?(\\S+)((?: \\[[^]]*])*)( without content)?(?: =(?: (.*))?)?");
  private static final Pattern FIELD = Pattern.compile("\\[([^]]*)]");
  private static final String CUT = "~";

  static Expected parse(String source) {
    Matcher form = FORM.matcher(source);
    assertThat(form.matches()).as(source).isTrue();
    List<String> fields = new ArrayList<>();
    FIELD.matcher(form.group(3)).results().forEach(f -> fields.add(Escapes.text(f.group(1))));
    String content = form.group(5);
    boolean empty = content == null && source.endsWith(" =");
    return new Expected(
        form.group(1) == null ? 1 : Integer.parseInt(form.group(1)),
        List.of(form.group(2).split("\\|")),
        fields,
        form.group(4) != null,
        empty ? "" : content == null ? null : Escapes.text(content));
  }

  boolean wantsInterim() {
    return statuses.contains("100");
  }

  /// Null if nothing came.
  void check(@Nullable Received received, boolean mayBeCut, String etag) {
    String status = status(received);
    assertThat(mayBeCut || !status.equals(CUT)).as("not begun too early: %s", received).isTrue();
    if (!statuses.contains("any")) {
      assertThat(statuses).as("got %s %s", status, received).contains(status);
    }
    if (received != null && status.equals(statuses.getFirst())) {
      fields.forEach(field -> checkField(received, field.replace("" + Escapes.ETAG, etag)));
      if (content != null) {
        assertThat(received.content()).isEqualTo(content);
      }
    }
  }

  private static String status(@Nullable Received received) {
    if (received == null) {
      return "nothing";
    }
    boolean cut = received.status() == 200 && !received.isComplete();
    return cut ? CUT : String.valueOf(received.status());
  }

  private static void checkField(Received received, String field) {
    int relation = relation(field);
    String name = relation < 0 ? field : field.substring(0, relation);
    if (name.startsWith("-")) {
      assertThat(received.all(name.substring(1))).as(name).isEmpty();
    } else if (relation < 0) {
      assertThat(received.all(name)).as(name).isNotEmpty();
    } else if (field.charAt(relation) == '=') {
      assertThat(received.all(name)).as(name).containsExactly(field.substring(relation + 1));
    } else {
      assertThat(received.all(name)).as(name).hasSize(1);
      assertThat(received.all(name).getFirst()).startsWith(field.substring(relation + 1));
    }
  }

  private static int relation(String field) {
    Matcher first = Pattern.compile("[=^]").matcher(field);
    return first.find() ? first.start() : -1;
  }
}
