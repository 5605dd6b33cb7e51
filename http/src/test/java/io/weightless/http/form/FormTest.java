package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Status;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FormTest {
  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  @Test
  void fieldsComeInTheirOrderAndNamesMayComeAgain() throws Exception {
    Form form = Form.parse("b=1&a=2&b=3");

    assertThat(form).isEqualTo(Form.of("b", "1", "a", "2", "b", "3"));
    assertThat(form.names()).containsExactly("b", "a");
    assertThat(form.first("b")).isEqualTo("1");
    assertThat(form.all("b")).containsExactly("1", "3");
    assertThat(form.first("B")).isNull();
    assertThat(form.all("c")).isEmpty();
    assertThat(form.name(2) + form.value(2)).isEqualTo("b3");
  }

  @Test
  void itIsParsedAsTheUrlStandardSays() throws Exception {
    assertThat(Form.parse("")).isEqualTo(Form.EMPTY);
    assertThat(Form.parse("&&a=1&&")).isEqualTo(Form.of("a", "1"));
    assertThat(Form.parse("a&b=&=c&=")).isEqualTo(Form.of("a", "", "b", "", "", "c", "", ""));
    assertThat(Form.parse("a=b=c&d+e=+%2B%20")).isEqualTo(Form.of("a", "b=c", "d e", " + "));
    assertThat(Form.parse("%61=%C3%A4%e2%82%ac&x=ä;y")).isEqualTo(Form.of("a", "ä€", "x", "ä;y"));
  }

  @Test
  void whatIsMalformedIsRefused() {
    for (String wrong : List.of("a=%", "a=%4", "a=%4g", "%zz=1", "a=%ff", "a=%C3", "a=%C0%80")) {
      assertThatThrownBy(() -> Form.parse(wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              BadRequest.class, bad -> assertThat(bad.status()).isEqualTo(Status.BAD_REQUEST));
    }
  }

  @Test
  void itIsWrittenAsTheUrlStandardSays() {
    assertThat(Form.EMPTY).hasToString("");
    assertThat(Form.of("a b", "ä&=+%~\r\n", "*-._", "09azAZ"))
        .hasToString("a+b=%C3%A4%26%3D%2B%25%7E%0D%0A&*-._=09azAZ");
    assertThat(Form.of("a", "\ud800")).hasToString("a=%EF%BF%BD");
    assertThat(Form.EMPTY.with("a", "1").with("b", "2")).hasToString("a=1&b=2");
    ByteBuffer content = ((Body.Bytes) Form.of("q", "1 + 1").body()).content();
    assertThat(ISO_8859_1.decode(content).toString()).isEqualTo("q=1+%2B+1");
  }

  @Test
  void whatIsWrittenIsReadAsItWas() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 2_000; round++) {
      Form form = Form.EMPTY;
      for (int i = random.nextInt(5); i > 0; i--) {
        form = form.with(text(random), text(random));
      }
      assertThat(Form.parse(form.toString())).as("seed %d, %s", SEED, form).isEqualTo(form);
    }
  }

  @Test
  void aQueryIsReadFromTheTarget() throws Exception {
    Request request = Request.of(Method.GET, "/search?q=a+b&page=2");

    assertThat(Form.inQuery(request)).isEqualTo(Form.of("q", "a b", "page", "2"));
    assertThat(Form.inQuery(Request.of(Method.GET, "/search"))).isEqualTo(Form.EMPTY);
    assertThat(statusOf(() -> Form.inQuery(request, new Form.Limits(0, 1))))
        .isEqualTo(Status.URI_TOO_LONG);
  }

  @Test
  void aBodyIsReadWithinLimits() throws Exception {
    String type = "Application/X-www-form-urlencoded; charset=utf-8";

    assertThat(Form.inBody(post(type, "a=1&b=2"))).isEqualTo(Form.of("a", "1", "b", "2"));
    assertThat(Form.inBody(post(type, "a=1&b=2"), new Form.Limits(7, 2)).size()).isEqualTo(2);
    assertThat(statusOf(() -> Form.inBody(post(type, "a=1&b=2"), new Form.Limits(6, 2))))
        .isEqualTo(Status.CONTENT_TOO_LARGE);
    assertThat(statusOf(() -> Form.inBody(post(type, "a=1&b=2"), new Form.Limits(7, 1))))
        .isEqualTo(Status.CONTENT_TOO_LARGE);
    assertThat(statusOf(() -> Form.inBody(post("text/plain", "a=1"))))
        .isEqualTo(Status.UNSUPPORTED_MEDIA_TYPE);
    assertThat(statusOf(() -> Form.inBody(Request.of(Method.POST, "/"))))
        .isEqualTo(Status.UNSUPPORTED_MEDIA_TYPE);
  }

  private interface Reading {
    Form read() throws Exception;
  }

  private static Status statusOf(Reading reading) {
    try {
      throw new AssertionError("nothing is wrong with " + reading.read());
    } catch (BadRequest bad) {
      return bad.status();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static Request post(String type, String body) {
    Headers headers = Headers.of("Content-Type", type);
    return Request.of(Method.POST, "/", headers, IncomingBody.of(body.getBytes(UTF_8)));
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int most = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT;
      int c = random.nextInt(most);
      text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
    }
    return text.toString();
  }
}
