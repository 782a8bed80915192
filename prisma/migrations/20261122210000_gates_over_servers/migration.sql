-- CreateTable
CREATE TABLE "gate_place" (
    "gate" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "ticket" TEXT NOT NULL,
    "most" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "place" BIGINT NOT NULL,
    "inside" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "gate_place_pkey" PRIMARY KEY ("gate","owner")
);

-- CreateTable
CREATE TABLE "gate_entry" (
    "gate" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gate_entry_pkey" PRIMARY KEY ("gate","number")
);

-- CreateIndex
CREATE INDEX "gate_place_in_line" ON "gate_place"("gate", "place");

-- CreateIndex
CREATE INDEX "gate_place_of_run" ON "gate_place"("run_id");

-- CreateIndex
CREATE INDEX "gate_entry_free" ON "gate_entry"("free_at");
