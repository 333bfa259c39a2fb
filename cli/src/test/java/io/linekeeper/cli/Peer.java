package io.linekeeper.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client of plain sockets, which knows nothing of this project's code. */
final class Peer implements AutoCloseable {
    static final int FRAME_BYTES = 1028;

    final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Peer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static byte[] fixed(int type, String text) {
        return ByteBuffer.allocate(FRAME_BYTES)
                .putInt(type)
                .put(text.getBytes(StandardCharsets.UTF_8))
                .array();
    }

    static byte[] length16(int length) {
        byte[] frame = new byte[2 + length];
        Arrays.fill(frame, (byte) 'x');
        ByteBuffer.wrap(frame).putShort((short) length);
        return frame;
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends in segments of this many bytes. */
    void sendInPieces(byte[] bytes, int piece) throws IOException {
        for (int at = 0; at < bytes.length; at += piece) {
            out.write(bytes, at, Math.min(piece, bytes.length - at));
            out.flush();
        }
    }

    byte[] receive(int bytes) throws IOException {
        byte[] received = new byte[bytes];
        in.readFully(received);
        return received;
    }

    /** Whether the server has ended its side. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Ends the connection now. */
    void end() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
