// Two players that send each other lines in UTF-16, as C#'s Encoding.Unicode writes them.
const net = require("net");

const [host, port] = process.argv.slice(-2);
const end = "\r\n";
const lines = ["hi", "", "日本", "emoji 🎮", "x".repeat(5000), "last"];

setTimeout(() => fail("nothing came in time"), 20000).unref();

function fail(why) {
  console.log(why);
  process.exit(1);
}

function connect(then) {
  const socket = net.connect(Number(port), host, () => then(socket));
  socket.on("error", (e) => fail(e.message));
}

connect((first) => {
  connect((second) => {
    let heard = Buffer.alloc(0);
    const wanted = Buffer.from(lines.map((l) => l + end).join(""), "utf16le");
    second.on("data", (data) => {
      heard = Buffer.concat([heard, data]);
      if (heard.length < wanted.length) return;
      if (!heard.equals(wanted)) fail("heard " + heard.toString("utf16le"));
      console.log("ok");
      process.exit(0);
    });
    setTimeout(() => { // the second one has its seat by then
      for (const line of lines) first.write(Buffer.from(line + end, "utf16le"));
    }, 500);
  });
});
