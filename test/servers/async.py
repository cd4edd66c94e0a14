# A server with asyncio, which half-closes at the word bye.
import asyncio

PORT = 5555  # tests write another one here


async def serve(reader, writer):
    writer.write(b"welcome")
    try:
        while data := await reader.read(1024):
            if data == b"bye":
                writer.write_eof()
                await reader.read()
                break
            writer.write(data.upper())
            await writer.drain()
    except ConnectionError:
        pass
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", PORT, backlog=1000)
    async with server:
        await server.serve_forever()


asyncio.run(main())
