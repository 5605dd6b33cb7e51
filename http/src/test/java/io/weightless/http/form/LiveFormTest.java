package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.kit.LiveServer;
import io.weightless.testkit.Needs;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms over real sockets, as curl and browsers send them.
final class LiveFormTest {
  @TempDir private Path disk = Path.of("");

  @Test
  @Needs("curl")
  void curlPostsAMultipartForm() throws Exception {
    byte[] image = new byte[300_000];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) ((i * 31) >> 3);
    }
    Path midget = Files.write(disk.resolve("midget.png"), image);
    try (LiveServer server = LiveServer.start(() -> this::tell)) {
      String told =
          curl(
              server,
              "-F",
              "id=SOME ID",
              "-F",
              "somename=@" + midget + ";type=image/png",
              "-F",
              "other=@" + midget + ";filename=\"a ; ü.png\"",
              "-F",
              "empty=");

      assertThat(told.split("\n"))
          .containsExactly(
              "id=SOME+ID&empty=",
              "somename (midget.png, 300000 bytes) image/png " + sum(image) + " disk",
              "other (a ; ü.png, 300000 bytes) image/png " + sum(image) + " disk");
    }
    assertThat(disk.resolve("work")).isEmptyDirectory();
  }

  @Test
  @Needs("curl")
  void curlPostsAnUrlencodedForm() throws Exception {
    try (LiveServer server = LiveServer.start(() -> r -> Response.ok("" + Form.inBody(r)))) {
      assertThat(curl(server, "--data-urlencode", "a=1 & 2=ü", "-d", "b=3"))
          .isEqualTo("a=1+%26+2%3D%C3%BC&b=3");
      assertThat(curl(server, "-d", "a=%", "-w", "%{http_code}")).endsWith("400");
      assertThat(curl(server, "-F", "a=1", "-w", "%{http_code}")).endsWith("415");
    }
  }

  @Test
  void browsersPostMultipartForms() throws Exception {
    String windows =
        part(
                "name=\"MyFont\"; filename=\"C:\\Fonts\\Bank Gothic Medium BT.ttf\"|"
                    + "Content-Type: application/octet-stream",
                "font")
            + part(
                "name=\"name with ; semicolon\"; filename=\"some filename.extension\"|"
                    + "Content-Type: text/plain",
                "X".repeat(3521))
            + part(
                "name=\"somename\"; filename=\"hello.bas\"|Content-Type: text/plain",
                "10 PRINT\r\n")
            + part("name=\"field\"", "X".repeat(3521))
            + part("name=\"none\"; filename=\"\"|Content-Type: application/octet-stream", "");
    try (LiveServer server = LiveServer.start(() -> this::tell)) {
      assertThat(post(server, windows + "------WebKitFormBoundaryx7GkY--\r\n").split("\n"))
          .containsExactly(
              "field=" + "X".repeat(3521),
              "MyFont (Bank Gothic Medium BT.ttf, 4 bytes) application/octet-stream "
                  + sum(bytes("font"))
                  + " memory",
              "name with ; semicolon (some filename.extension, 3521 bytes) text/plain "
                  + sum(bytes("X".repeat(3521)))
                  + " memory",
              "somename (hello.bas, 10 bytes) text/plain "
                  + sum(bytes("10 PRINT\r\n"))
                  + " memory");
      assertThat(post(server, windows)).startsWith("400 Bad Request: the body ends before");
    }
  }

  /// The fields, and a line for each file.
  private Response tell(Request request) throws Exception {
    Path work = disk.resolve("work");
    Files.createDirectories(work);
    StringBuilder told = new StringBuilder();
    try (MultipartForm form = MultipartForm.read(request, MultipartLimits.DEFAULT, work)) {
      told.append(form.fields());
      for (Upload file : form.files()) {
        told.append("\n").append(file).append(" ").append(file.type()).append(" ");
        told.append(sum(file.bytes(1_000_000))).append(file.isOnDisk() ? " disk" : " memory");
      }
    }
    return Response.ok(told.toString());
  }

  private static String part(String fields, String content) {
    return "------WebKitFormBoundaryx7GkY\r\nContent-Disposition: form-data; "
        + fields.replace("|", "\r\n")
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  private static String post(LiveServer server, String body) throws Exception {
    String head =
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\nContent-Type: multipart/form-data; boundary=----WebKitFormBoundaryx7GkY\r\n\r\n";
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write((head + body).getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static String curl(LiveServer server, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-m", "20"));
    command.addAll(Arrays.asList(options));
    command.add(server.uri("/").toString());
    Process curl = new ProcessBuilder(command).start();
    String output = new String(curl.getInputStream().readAllBytes(), UTF_8);
    assertThat(curl.waitFor()).isZero();
    return output;
  }

  private static long sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
