// A server in Node.js.
const net = require("net");
const PORT = 5555; // tests write another one here
net.createServer((c) => {
  c.write("welcome");
  c.on("data", (data) => {
    if (data.toString() === "bye") c.end();
    else c.write(data.toString().toUpperCase());
  });
  c.on("error", () => {});
}).listen(PORT);
console.log("listening");
