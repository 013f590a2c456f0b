package org.trueopen.ingest.hit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.host.TrackingHosts;
import org.trueopen.ingest.listen.Shortcut;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.TokenCodec;
import org.xnio.XnioIoThread;

/**
 * The shortest way of a pixel: its request is read as it stands, by {@link PlainHead}, and its
 * answer lies ready. What {@link HitHandler} would reject it leaves to it, as all else.
 */
public final class PixelShortcut implements Shortcut {

  private final TokenCodec tokens;
  private final HitIntake intake;
  private final Recorder recorder;
  private final HitCounters counters;
  private final ClientAddresses addresses;
  private final TrackingHosts hosts;
  private final BooleanSupplier open;
  private final @Nullable RequestHeader forwarded;
  private final PixelAnswer answer;
  private final ThreadLocal<PlainHead> heads = ThreadLocal.withInitial(PlainHead::new);

  /**
   * @param open false once connections must not be kept
   */
  public PixelShortcut(
      TokenCodec tokens,
      HitIntake intake,
      Recorder recorder,
      HitCounters counters,
      ClientAddresses addresses,
      TrackingHosts hosts,
      BooleanSupplier open) {
    this.tokens = tokens;
    this.intake = intake;
    this.recorder = recorder;
    this.counters = counters;
    this.addresses = addresses;
    this.hosts = hosts;
    this.open = open;
    this.forwarded = RequestHeader.of(addresses.header());
    this.answer = new PixelAnswer();
  }

  @Override
  public boolean take(ByteBuffer bytes, int begin, int length, Client client) {
    PlainHead head = heads.get();
    if (!open.getAsBoolean()
        || !head.read(bytes, begin, length)
        || !hosts.serves(head.header(RequestHeader.HOST))
        || !(tokens.decodeOpen(head.token()) instanceof Decoded decoded)) {
      return false;
    }
    counters.receive(RequestKind.OPEN);
    Reader reader = new Reader(head, client);
    PendingHit pending = intake.take(RequestKind.OPEN, decoded.token(), reader, reader);
    if (pending == null) {
      // By the same way as any other, so that nobody can tell.
      client.ioThread().execute(reader::answer);
    } else {
      recorder.record(pending);
    }
    return true;
  }

  /** Who loads the pixel; as a request it can be asked only while its head stands there. */
  private final class Reader implements HitRequest, WaitingClient {
    private final PlainHead head;
    private final Client client;

    Reader(PlainHead head, Client client) {
      this.head = head;
      this.client = client;
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String address() {
      String line = forwarded == null ? null : head.header(forwarded);
      return addresses.of(client.address(), line == null ? null : List.of(line));
    }

    @Override
    public @Nullable String first(RequestHeader header) {
      return head.header(header);
    }

    @Override
    public boolean says(RequestHeader header, String value) {
      return value.equals(head.header(header));
    }

    @Override
    public XnioIoThread ioThread() {
      return client.ioThread();
    }

    @Override
    public void answer() {
      client.answer(answer.bytes());
    }
  }
}
