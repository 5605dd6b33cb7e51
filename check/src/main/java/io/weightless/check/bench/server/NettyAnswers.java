package io.weightless.check.bench.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedNioFile;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/// Answers as one writes it with Netty for speed: headers without checks, the date made once a
/// second, one flush per read, files by `sendfile`, and in chunks over TLS.
@Sharable
final class NettyAnswers extends ChannelInboundHandlerAdapter {
  private static final ByteBuf PLAINTEXT =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(Site.PLAINTEXT.getBytes(StandardCharsets.ISO_8859_1))
              .asReadOnly());
  private static final AsciiString PLAINTEXT_LENGTH =
      AsciiString.cached(Integer.toString(Site.PLAINTEXT.length()));
  private static final HttpHeadersFactory UNCHECKED =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  /// Read and encrypted at once, as much as ours.
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path files;
  private AsciiString date = now(); // of the one event loop, as is this object

  NettyAnswers(Path files, EventLoop loop) {
    this.files = files;
    var _ = loop.scheduleAtFixedRate(() -> date = now(), 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    try {
      if (message instanceof HttpRequest request) {
        answer(context, request);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  private void answer(ChannelHandlerContext context, HttpRequest request) throws IOException {
    if (request.uri().equals(Site.PLAINTEXT_PATH)) {
      plaintext(context, request);
    } else {
      file(context, request, files.resolve(request.uri().substring(1)));
    }
  }

  private void plaintext(ChannelHandlerContext context, HttpRequest request) {
    HttpHeaders headers = headers(PLAINTEXT_LENGTH);
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            PLAINTEXT.duplicate(),
            headers,
            EmptyHttpHeaders.INSTANCE);
    finish(context, request, answer);
  }

  private void file(ChannelHandlerContext context, HttpRequest request, Path file)
      throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    long length = attributes.size();
    HttpHeaders headers = headers(Long.toString(length));
    headers.set(HttpHeaderNames.LAST_MODIFIED, text(attributes.lastModifiedTime().toMillis()));
    write(context, new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, headers));
    if (context.pipeline().get(SslHandler.class) == null) {
      write(context, new DefaultFileRegion(file.toFile(), 0, length));
      finish(context, request, LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      var parts = new ChunkedNioFile(FileChannel.open(file), CHUNK_BYTES);
      finish(context, request, new HttpChunkedInput(parts));
    }
  }

  private HttpHeaders headers(CharSequence length) {
    return UNCHECKED
        .newHeaders()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
        .set(HttpHeaderNames.CONTENT_LENGTH, length)
        .set(HttpHeaderNames.DATE, date);
  }

  private static void finish(ChannelHandlerContext context, HttpRequest request, Object last) {
    if (HttpUtil.isKeepAlive(request)) {
      write(context, last);
    } else {
      context.write(last).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static void write(ChannelHandlerContext context, Object message) {
    var _ = context.write(message, context.voidPromise());
  }

  private static AsciiString now() {
    return AsciiString.cached(text(System.currentTimeMillis()));
  }

  @SuppressWarnings("JavaUtilDate") // what Netty's formatter takes
  private static String text(long epochMillis) {
    return DateFormatter.format(new Date(epochMillis));
  }
}
