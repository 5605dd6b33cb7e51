package io.weightless.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.kit.World;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A directory that is served on virtual time, whose clock starts at the year 2000; asked without a
/// connection. Every file that is opened must be closed again. The answer is the same whether the
/// files can be opened straight or not.
final class Served {
  private final Path root;
  private final List<UnaryOperator<Files>> disks;

  Served(Path root) {
    this.root = root;
    this.disks = List.of(UnaryOperator.identity(), StraightFiles::new);
  }

  /// @param disk makes other files of those that there are
  Served(Path root, UnaryOperator<Files> disk) {
    this.root = root;
    this.disks = List.of(disk);
  }

  /// What a response came to.
  record Answer(int status, Headers headers, String body) {
    @Nullable String field(String name) {
      return headers.first(name);
    }
  }

  Answer get(String target, String... fields) throws Exception {
    return ask(Method.GET, target, fields);
  }

  Answer ask(Method method, String target, String... fields) throws Exception {
    Request request = Request.of(method, target, Headers.of(fields), IncomingBody.empty());
    List<Answer> answers = new ArrayList<>();
    for (UnaryOperator<Files> disk : disks) {
      ask(request, disk, answers);
    }
    assertThat(answers.stream().map(Answer::toString).distinct()).hasSize(1);
    return answers.getFirst();
  }

  private void ask(Request request, UnaryOperator<Files> disk, List<Answer> answers)
      throws Exception {
    World.run(() -> {
      CountedFiles files = new CountedFiles(disk.apply(Reactor.current().service(Files.class)));
      Reactor.current().attach(Files.class, files);
      Response response = StaticFiles.below(root).handle(request);
      String body = request.method().equals(Method.GET) ? text(response.body()) : "";
      response.body().close();
      answers.add(new Answer(response.status().code(), response.headers(), body));
      assertThat(files.opened - files.closed).isZero();
    });
  }

  private static String text(Body body) throws Exception {
    Collector collector = new Collector();
    switch (body) {
      case Body.None _, Body.Tunnel _ -> {}
      case Body.Bytes bytes -> collector.write(bytes.content().duplicate());
      case Body.FileRegion region ->
          collector.send(region.file(), region.position(), region.count());
      case Body.Streamed streamed -> {
        streamed.writer().writeTo(collector);
        assertThat(collector.text.toString().getBytes(UTF_8)).hasSize((int) streamed.length());
      }
    }
    return collector.text.toString();
  }

  private static final class Collector implements Body.Sink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(ByteBuffer... sources) {
      for (ByteBuffer source : sources) {
        text.append(UTF_8.decode(source));
      }
    }

    @Override
    public void send(FileSource file, long position, long count) throws IOException {
      ByteBuffer content = ByteBuffer.allocateDirect((int) count);
      while (content.hasRemaining()) {
        if (file.read(content, position + content.position()) <= 0) {
          throw new EOFException("the file is too short");
        }
      }
      text.append(UTF_8.decode(content.flip()));
    }
  }

  /// As those of Linux.
  private static final class StraightFiles extends OtherFiles {
    StraightFiles(Files files) {
      super(files);
    }

    @Override
    public @Nullable FileSource openStraight(Path path) {
      try {
        return path.equals(real(path)) ? open(path) : null;
      } catch (IOException _) {
        return null;
      }
    }
  }

  private static final class CountedFiles extends OtherFiles {
    private int opened;
    private int closed;

    CountedFiles(Files files) {
      super(files);
    }

    @Override
    public FileSource open(Path path, LinkOption... options) throws IOException {
      return counted(super.open(path, options));
    }

    @Override
    public @Nullable FileSource openStraight(Path path) {
      FileSource source = super.openStraight(path);
      return source == null ? null : counted(source);
    }

    private FileSource counted(FileSource source) {
      opened++;
      return new FileSource() {
        @Override
        public FileInfo info() {
          return source.info();
        }

        @Override
        public long size() throws IOException {
          return source.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
          return source.read(target, position);
        }

        @Override
        public void close() {
          closed++;
          source.close();
        }
      };
    }
  }
}
