package io.weightless.http.form;

import static io.weightless.http.form.Parted.field;
import static io.weightless.http.form.Parted.file;
import static io.weightless.http.form.Parted.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FormPartsTest {
  private static final String END = "--b--\r\n";

  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  @Test
  void partsComeOneByOneWithTheirFields() throws Exception {
    String text = field("a", "1") + file("f", "x.txt", "text/plain", "line\r\nline\r\n") + END;
    FormParts parts = parts(Pieces.of(text));

    FormPart field = Objects.requireNonNull(parts.next());
    assertThat(field.name()).isEqualTo("a");
    assertThat(field.isFile()).isFalse();
    assertThat(field.type()).isNull();
    assertThat(field.text(1)).isEqualTo("1");
    FormPart file = Objects.requireNonNull(parts.next());
    assertThat(file.filename()).isEqualTo("x.txt");
    assertThat(file.type()).isEqualTo("text/plain");
    assertThat(file.headers().first("content-type")).isEqualTo("text/plain");
    assertThat(file.text(100)).isEqualTo("line\r\nline\r\n");
    assertThat(parts.next()).isNull();
    assertThat(parts.next()).isNull();
  }

  @Test
  void whereverItIsCutItSaysTheSame() {
    String text =
        "preamble\r\n--\r\n-b\r\n"
            + field("a", "")
            + field("b", "\r\n--\r\n--a\r\r\n-\r\n--")
            + "--b \t\r\nContent-Disposition: form-data; name=c\r\n\r\n"
            + file("d", "x", "t/t", "--a\r\r\n\n--b--")
            + "--b-- \r\nepilogue\r\n--b\r\n";
    List<String> whole = Parted.all(Pieces.of(text));
    assertThat(whole)
        .containsExactly(
            "a, null",
            "",
            "b, null",
            "\r\n--\r\n--a\r\r\n-\r\n--",
            "c, null",
            "",
            "d (x), t/t",
            "--a\r\r\n\n--b--");

    for (int place = 0; place <= text.length(); place++) {
      assertThat(Parted.all(Pieces.of(text, place))).as("cut at %d", place).isEqualTo(whole);
    }
    for (int size = 1; size < 20; size++) {
      assertThat(Parted.all(Pieces.each(text, size))).as("by %d", size).isEqualTo(whole);
    }
  }

  @Test
  void aDamagedBodyHasOneReading() {
    SplittableRandom random = new SplittableRandom(SEED);
    String text =
        field("a", "\r\n-") + file("f", "x;y", "t/t", "\r\n--a\r\n") + field("b", "") + END;
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int i = random.nextInt(4); i >= 0; i--) {
        damage(damaged, random);
      }
      List<String> whole = Parted.all(Pieces.of(damaged.toString()));
      refused += whole.stream().anyMatch(line -> line.startsWith("4")) ? 1 : 0;
      assertThat(Parted.all(Pieces.each(damaged.toString(), 1 + random.nextInt(8))))
          .as("seed %d, round %d: %s", SEED, round, damaged)
          .isEqualTo(whole);
    }
    assertThat(refused).isBetween(2_000, 19_000);
  }

  private static void damage(StringBuilder text, SplittableRandom random) {
    int place = random.nextInt(text.length());
    String nasty = "\r\n-b:;\" =\0\u00ff";
    switch (random.nextInt(4)) {
      case 0 -> text.deleteCharAt(place);
      case 1 -> text.insert(place, nasty.charAt(random.nextInt(nasty.length())));
      case 2 -> text.setCharAt(place, nasty.charAt(random.nextInt(nasty.length())));
      default ->
          text.insert(place, text.substring(place, place + random.nextInt(text.length() - place)));
    }
  }

  @Test
  void aFormMayBeEmpty() {
    assertThat(Parted.all(Pieces.of("--b--"))).isEmpty();
    assertThat(Parted.all(Pieces.of("\r\n--b--\r\n"))).isEmpty();
  }

  @Test
  void aBodyThatEndsBeforeItsLastBoundaryIsRefused() {
    String text = field("a", "1") + END;
    for (int end = 0; end < text.length() - 2; end++) {
      assertThat(Parted.all(Pieces.of(text.substring(0, end))).getLast())
          .as("end at %d", end)
          .isEqualTo("400: the body ends before its last boundary");
    }
    assertThat(Parted.all(Pieces.of(text.substring(0, text.length() - 2)))).hasSize(2);
  }

  @Test
  void whatIsMalformedIsRefused() {
    String name = "Content-Disposition: form-data; name=a";
    for (String wrong :
        List.of(
            "--bb\r\n",
            "--b-\r\n",
            "--b\n",
            "--b\r\r\n",
            "--b\r\nContent-Disposition: form-data; name=a\n\r\n",
            "--b\r\nContent-Disposition : form-data; name=a\r\n\r\n",
            part(name + "| folded", ""),
            part("no colon|" + name, ""),
            part("A: b", ""),
            part("Content-Disposition: attachment; name=a", ""),
            part("Content-Disposition: form-data", ""),
            part("Content-Disposition: form-data; name=a; name=b", ""),
            part(name + "|" + name, ""),
            part("Content-Disposition: form-data; name=\u00e4", ""),
            part("Content-Disposition: form-data; name=a; filename=..", ""),
            part("Content-Disposition: form-data; name=a; filename*=utf-8''%00", ""),
            part("Content-Disposition: form-data; name=a; filename*=utf-8''%ff", ""),
            part("Content-Disposition: form-data; name=a; filename*=koi8-r''a", ""),
            field("a", "1") + "--b--x\r\n")) {
      assertThat(Parted.all(Pieces.of(wrong + field("x", "1") + END)).getLast())
          .as(wrong)
          .startsWith("400: ")
          .doesNotContain("last boundary");
    }
  }

  @Test
  void aFilenameIsWithoutPathAndInUtf8() {
    String start = "Content-Disposition: form-data; name=a; ";
    assertThat(filename("filename=\"C:\\temp\\Bank Gothic Medium BT.ttf\""))
        .isEqualTo("Bank Gothic Medium BT.ttf");
    assertThat(filename("filename=\"/etc/x\\\"y\"")).isEqualTo("x\"y");
    assertThat(filename("filename=\"../../\"")).isEmpty();
    assertThat(filename("filename=\"\u00c3\u00a4;.txt\"")).isEqualTo("\u00e4;.txt");
    assertThat(filename("filename=old; filename*=UTF-8'en'%e2%82%ac+.txt")).isEqualTo("€+.txt");
    assertThat(filename("filename*=iso-8859-1''%e4%2f%5cb")).isEqualTo("b");
    assertThat(Parted.all(Pieces.of(part(start + "x=y", "") + END)).getFirst())
        .isEqualTo("a, null");
  }

  @Test
  void aPartThatIsPartedOrCodedIsRefused() {
    String start = "Content-Disposition: form-data; name=a|";
    String mixed = part(start + "Content-Type: Multipart/Mixed; boundary=c", "") + END;
    String coded = part(start + "Content-Transfer-Encoding: base64", "") + END;
    String binary = part(start + "Content-Transfer-Encoding: Binary", "1") + END;

    assertThat(Parted.all(Pieces.of(mixed))).singleElement().asString().startsWith("415: ");
    assertThat(Parted.all(Pieces.of(coded))).singleElement().asString().startsWith("415: ");
    assertThat(Parted.all(Pieces.of(binary))).containsExactly("a, null", "1");
  }

  @Test
  void theCharsetOfAPartCounts() throws Exception {
    assertThat(text("text/plain", "\u00c3\u00a4")).isEqualTo("ä");
    assertThat(text("text/plain; charset=ISO-8859-1", "\u00e4")).isEqualTo("ä");
    assertThatThrownBy(() -> text("text/plain; charset=us-ascii", "\u00e4"))
        .isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> text("text/plain; charset=utf-16", ""))
        .isInstanceOfSatisfying(
            BadRequest.class,
            bad -> assertThat(bad.status()).isEqualTo(Status.UNSUPPORTED_MEDIA_TYPE));
  }

  @Test
  void whatIsNotReadOfAPartIsPassedOver() throws Exception {
    FormParts parts = parts(Pieces.each(field("a", "x".repeat(100)) + field("b", "2") + END, 10));
    FormPart first = Objects.requireNonNull(parts.next());
    FormPart second = Objects.requireNonNull(parts.next());

    assertThat(second.text(1)).isEqualTo("2");
    assertThatThrownBy(() -> first.body().read())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("next part");
  }

  @Test
  void partsHeadsAndBytesHaveALimit() throws Exception {
    String text = field("a", "1") + field("b", "2") + END;
    int head = "Content-Disposition: form-data; name=\"a\"\r\n\r\n".length();

    MultipartLimits limits = MultipartLimits.DEFAULT;
    limits = limits.withParts(2).withHeadBytes(head).withBytes(text.length());
    assertThat(count(text, limits)).isEqualTo(2);
    assertThat(statusOf(text, limits.withParts(1))).isEqualTo(Status.CONTENT_TOO_LARGE);
    assertThat(statusOf(text, limits.withHeadBytes(head - 1))).isEqualTo(Status.CONTENT_TOO_LARGE);
    assertThat(statusOf(text, limits.withBytes(text.length() - 1)))
        .isEqualTo(Status.CONTENT_TOO_LARGE);
  }

  @Test
  void theTypeSaysTheBoundary() throws Exception {
    assertThat(parts("Multipart/Form-Data; boundary=\"b\"").next()).isNull();
    for (String type : List.of("multipart/form-data", Parted.TYPE + " c ä".repeat(20))) {
      assertThatThrownBy(() -> parts(type)).isInstanceOf(BadRequest.class);
    }
    assertThatThrownBy(() -> parts("text/plain; boundary=b"))
        .isInstanceOfSatisfying(
            BadRequest.class,
            bad -> assertThat(bad.status()).isEqualTo(Status.UNSUPPORTED_MEDIA_TYPE));
    String longest = "x".repeat(70);
    IncomingBody body = Pieces.of("--" + longest + "--");
    String type = "multipart/form-data; boundary=" + longest;
    assertThat(FormParts.of(type, body, MultipartLimits.DEFAULT).next()).isNull();
    assertThatThrownBy(() -> parts(type + "x")).isInstanceOf(BadRequest.class);
  }

  private static FormParts parts(String type) throws Exception {
    return FormParts.of(type, Pieces.of(END), MultipartLimits.DEFAULT);
  }

  private static FormParts parts(IncomingBody body) throws Exception {
    return FormParts.of(Parted.TYPE, body, MultipartLimits.DEFAULT);
  }

  private static String filename(String parameters) {
    String text = part("Content-Disposition: form-data; name=a; " + parameters, "") + END;
    String line = Parted.all(Pieces.of(text)).getFirst();
    return line.substring("a (".length(), line.length() - "), null".length());
  }

  private static String text(String type, String content) throws Exception {
    String text =
        part("Content-Disposition: form-data; name=a|Content-Type: " + type, content) + END;
    return Objects.requireNonNull(parts(Pieces.of(text)).next()).text(10);
  }

  private static int count(String text, MultipartLimits limits) throws Exception {
    FormParts parts = FormParts.of(Parted.TYPE, Pieces.each(text, 7), limits);
    int count = 0;
    while (parts.next() != null) {
      count++;
    }
    return count;
  }

  private static Status statusOf(String text, MultipartLimits limits) {
    try {
      throw new AssertionError("it has " + count(text, limits) + " parts");
    } catch (BadRequest bad) {
      return bad.status();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
