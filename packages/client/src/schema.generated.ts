// Made by tool/generate-schema.mts; do not edit.
export interface paths {
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents and how busy they are
         * @description Needs the scope `read`.
         */
        get: operations["agent_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List claims
         * @description Newest first. Needs the scope `read`.
         */
        get: operations["claim_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a claim
         * @description The run that holds it does not hear of it. Needs the scope `run`.
         */
        post: operations["claim_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow claims as they come and go
         * @description Needs the scope `read`.
         */
        get: operations["claim_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dependencies/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Draw who composes whom around a workflow
         * @description Needs the scope `read`.
         */
        get: operations["version_graph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dependents/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who composes a workflow
         * @description Needs the scope `read`.
         */
        get: operations["version_dependents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what keeps the server from working
         * @description One line for each thing that was looked at, with what to do about it. Needs the scope `admin`.
         */
        get: operations["system_doctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List failures by reason
         * @description The latest first, at most 500 reasons. Needs the scope `read`.
         */
        get: operations["failure_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failures/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give failures an owner, or say that they are dealt with
         * @description Needs the scope `run`.
         */
        post: operations["failure_triage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fixtures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a fixture
         * @description Needs the scope `edit`.
         */
        delete: operations["fixture_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List handoffs
         * @description Newest first. Needs the scope `read`.
         */
        get: operations["handoff_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See whether the server and its database answer
         * @description Needs the scope `read`.
         */
        get: operations["system_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List questions to people
         * @description Newest first. Needs the scope `read`.
         */
        get: operations["inbox_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a question
         * @description Needs the scope `run`.
         */
        post: operations["inbox_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow how many questions are open
         * @description Needs the scope `read`.
         */
        get: operations["inbox_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the library
         * @description Needs the scope `read`.
         */
        get: operations["library_search"];
        put?: never;
        /**
         * Share a published version
         * @description Needs the scope `edit`.
         */
        post: operations["library_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an entry
         * @description What it needs and does, how it fails, its versions and ratings. Needs the scope `read`.
         */
        get: operations["library_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/{name}/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Install an entry
         * @description Needs the scope `edit`.
         */
        post: operations["library_install"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/{name}/install-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what installing would do
         * @description Needs the scope `read`.
         */
        post: operations["library_installPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/{name}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate an entry
         * @description Needs the scope `edit`.
         */
        post: operations["library_rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/{name}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an entry out of the list, or back in
         * @description Needs the scope `edit`.
         */
        post: operations["library_retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export entries as a signed bundle
         * @description Needs the scope `read`.
         */
        post: operations["library_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what a search can be narrowed by
         * @description Needs the scope `read`.
         */
        get: operations["library_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a signed bundle
         * @description Needs the scope `admin`.
         */
        post: operations["library_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what recurs in successful runs
         * @description Parts of workflows that succeeded at least so often in the last 30 days and are not in the library. Needs the scope `read`.
         */
        get: operations["library_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share a document as a template
         * @description A workflow of its own is made of it, published and shared: all or nothing. The same name and content is the same template. Needs the scope `edit`.
         */
        post: operations["library_saveTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List installed workflows that have a newer version
         * @description Needs the scope `read`.
         */
        get: operations["library_updates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what metric steps have counted
         * @description Needs the scope `read`.
         */
        get: operations["metric_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notices
         * @description Newest first. Needs the scope `read`.
         */
        get: operations["notice_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notices as read
         * @description Needs the scope `run`.
         */
        post: operations["notice_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs
         * @description Newest first; all conditions must hold. Needs the scope `read`.
         */
        get: operations["run_list"];
        put?: never;
        /**
         * Start a run
         * @description Of the draft, a version, or what an environment points at. A document or input with problems is refused with all of them, and nothing is started. With an idempotency key it is started once, whatever happens. Needs the scope `run`.
         */
        post: operations["run_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a run
         * @description Needs the scope `read`.
         */
        get: operations["run_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/accept-override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the override of a run that succeeded over into the draft
         * @description Needs the scope `edit`.
         */
        post: operations["run_acceptOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/adapt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a halted run go on with another document
         * @description Needs the scope `run`.
         */
        post: operations["run_adapt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run again
         * @description A new run, from the start, the failure or a step; it takes over what still holds. Needs the scope `run`.
         */
        post: operations["run_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/again-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what running again would take over
         * @description Needs the scope `read`.
         */
        post: operations["run_againPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run
         * @description And undo what it has done. With `expect`, the paths of the preview, it undoes exactly those or is refused. Needs the scope `run`.
         */
        post: operations["run_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/cancel-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what a cancel would undo
         * @description null: it would do nothing. Needs the scope `read`.
         */
        get: operations["run_cancelPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs that its steps have started
         * @description The first first, at most 200; with `step`, those of one step. Needs the scope `read`.
         */
        get: operations["run_children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/compare/{otherId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two runs
         * @description Where inputs, ways and values differ, step by step. Needs the scope `read`.
         */
        get: operations["run_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read or follow the events of a run
         * @description As pages; or, with `Accept: text/event-stream`, as they happen: one message for each event, whose id is its number. `Last-Event-ID` goes on behind it. Needs the scope `read`.
         */
        get: operations["run_eventPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/fixture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a run as a fixture
         * @description Needs the scope `edit`.
         */
        post: operations["fixture_fromRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a workflow of what a run goes by
         * @description With `at` as it was after that event; with `fixture` a fixture of that name has its input and what its steps had come to by then. Needs the scope `edit`.
         */
        post: operations["run_fork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/halt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Halt a run
         * @description Steps in flight end first. Needs the scope `run`.
         */
        post: operations["run_halt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the whole log with its large values
         * @description Needs the scope `read`.
         */
        get: operations["run_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/resolve-undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle an undo that has failed
         * @description Needs the scope `run`.
         */
        post: operations["run_resolveUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run again from a step
         * @description That step and all that depends on it are carried out anew in a new run. Needs the scope `run`.
         */
        post: operations["run_again_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how each step stands and what it has come to
         * @description Needs the scope `read`.
         */
        get: operations["run_results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/results/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read or follow the results of a map
         * @description The elements of a map or reduce in the order in which they end. As pages; or, with `Accept: text/event-stream`, as they end: `element` messages, then `end`. Needs the scope `read`.
         */
        get: operations["run_elementPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a halted run go on
         * @description Needs the scope `run`.
         */
        post: operations["run_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/retry-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the wait before the next attempt
         * @description Needs the scope `run`.
         */
        post: operations["run_retryNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a signal
         * @description To a step that waits for it, or will. Needs the scope `run`.
         */
        post: operations["run_signal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/take-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take up a run that stands still
         * @description It goes on from its log on the server that is asked; what was in flight is in doubt. Needs the scope `run`.
         */
        post: operations["run_takeUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a run that has succeeded
         * @description Needs the scope `run`.
         */
        post: operations["run_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/values/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a large value that events name
         * @description Needs the scope `read`.
         */
        get: operations["run_value"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{runId}/waits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what a run waits for that has not begun
         * @description Needs the scope `read`.
         */
        get: operations["run_waits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act on many runs
         * @description Up to 5,000: those named, or all that a filter finds. Needs the scope `run`.
         */
        post: operations["run_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow runs as they start and change
         * @description Needs the scope `read`.
         */
        get: operations["run_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count runs by status
         * @description Needs the scope `read`.
         */
        get: operations["run_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List secrets
         * @description Names and where they are used; never a value. Needs the scope `admin`.
         */
        get: operations["secret_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a secret
         * @description In place of an earlier value. It cannot be read back. Needs the scope `admin`.
         */
        put: operations["secret_set"];
        post?: never;
        /**
         * Remove a secret
         * @description Needs the scope `admin`.
         */
        delete: operations["secret_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what is stored
         * @description Needs the scope `read`.
         */
        get: operations["storage_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage/clean-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clean up now
         * @description Needs the scope `admin`.
         */
        post: operations["storage_cleanUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage/clean-up-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a clean-up would remove
         * @description Needs the scope `read`.
         */
        post: operations["storage_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage/compact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clean up and give all room back
         * @description Tables of a PostgreSQL server are locked while it lasts; nothing is written meanwhile. Needs the scope `admin`.
         */
        post: operations["storage_compact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set how long runs are kept
         * @description Needs the scope `admin`.
         */
        put: operations["storage_retention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what this server is
         * @description Needs the scope `read`.
         */
        get: operations["system_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks of workers outside
         * @description What is offered or claimed; the latest offer first. Needs the scope `read`.
         */
        get: operations["task_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a task with its result
         * @description A result that does not fit the step’s schema is refused, and the task stays with its worker. Needs the scope `run`.
         */
        post: operations["task_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a task has failed
         * @description The step’s retry, rules and rollback follow. Needs the scope `run`.
         */
        post: operations["task_fail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a task, and tell how far it is
         * @description `wanted` is false when the run no longer wants it: stop, and complete, fail or release it. Needs the scope `run`.
         */
        post: operations["task_heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a task back
         * @description Nothing of it has been done; it is offered again. Needs the scope `run`.
         */
        post: operations["task_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say in place of a worker what came of a task
         * @description Whoever has it. A result that does not fit the step’s schema is refused, and the task is offered again. Needs the scope `run`.
         */
        post: operations["task_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a task from the worker that has it
         * @description It is offered again; what the worker says of it from then on is refused. Who did it and why stand in the log of the run. Needs the scope `run`.
         */
        post: operations["task_takeBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow tasks as they come, go and change hands
         * @description Needs the scope `read`.
         */
        get: operations["task_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim the next task of some queues
         * @description Waits up to `waitSeconds` for one; `task` is null when none came. The worker has it until `leaseUntil`, which heartbeats extend, and says its `fence` in all it tells of it. Needs the scope `run`.
         */
        post: operations["task_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List starter templates
         * @description Needs the scope `read`.
         */
        get: operations["template_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API tokens
         * @description Newest first, revoked ones too. Needs the scope `admin`.
         */
        get: operations["token_list"];
        put?: never;
        /**
         * Create an API token
         * @description Its secret is in this answer and nowhere else. Needs the scope `admin`.
         */
        post: operations["token_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description Needs the scope `admin`.
         */
        delete: operations["token_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List triggers
         * @description What starts runs by itself; of one workflow, or of all. Needs the scope `read`.
         */
        get: operations["trigger_list"];
        put?: never;
        /**
         * Make a trigger, or change one
         * @description With an `id` and the `revision` that was read it changes that one. Needs the scope `edit`.
         */
        post: operations["trigger_save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a trigger
         * @description With its next five times. Needs the scope `read`.
         */
        get: operations["trigger_get"];
        put?: never;
        post?: never;
        /**
         * Remove a trigger
         * @description Its runs stay. Needs the scope `edit`.
         */
        delete: operations["trigger_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable or pause a trigger
         * @description Needs the scope `edit`.
         */
        post: operations["trigger_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{id}/fire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fire a trigger now
         * @description With a payload, or a sample of what it waits for. Needs the scope `run`.
         */
        post: operations["trigger_fire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{triggerId}/firings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a trigger has fired
         * @description Newest first. Needs the scope `read`.
         */
        get: operations["trigger_firings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow triggers as they change and fire
         * @description Needs the scope `read`.
         */
        get: operations["trigger_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See the input that a run would get
         * @description Nothing is started. Needs the scope `read`.
         */
        post: operations["trigger_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See when a schedule would be due
         * @description Needs the scope `read`.
         */
        post: operations["trigger_times"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List saved filters of runs
         * @description Needs the scope `read`.
         */
        get: operations["view_list"];
        put?: never;
        /**
         * Save a filter
         * @description Needs the scope `edit`.
         */
        post: operations["view_save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a saved filter
         * @description Needs the scope `edit`.
         */
        put: operations["view_save_views"];
        post?: never;
        /**
         * Remove a saved filter
         * @description Needs the scope `edit`.
         */
        delete: operations["view_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workbench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List undos that failed and attempts in doubt
         * @description Of all runs, oldest first, at most 1,000. Needs the scope `read`.
         */
        get: operations["workbench_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workbench/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow how much needs a person
         * @description Needs the scope `read`.
         */
        get: operations["workbench_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workbench/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note an owner or a time beside open items
         * @description Needs the scope `run`.
         */
        post: operations["workbench_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workbench/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle many open items
         * @description Needs the scope `run`.
         */
        post: operations["workbench_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workflows
         * @description Latest change first. Needs the scope `read`.
         */
        get: operations["workflow_list"];
        put?: never;
        /**
         * Create a workflow
         * @description From a document, a template’s name, or blank. A taken name gets a number. Needs the scope `edit`.
         */
        post: operations["workflow_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a workflow
         * @description The draft as it is. Its ETag is what a save names in If-Match. Needs the scope `read`.
         */
        get: operations["workflow_get"];
        /**
         * Save a workflow
         * @description The whole document, made from the revision in If-Match; when the stored one has moved on, 412 with that one. Needs the scope `edit`.
         */
        put: operations["workflow_save"];
        post?: never;
        /**
         * Remove a workflow
         * @description Its runs stay. Needs the scope `edit`.
         */
        delete: operations["workflow_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a workflow
         * @description As the text of a file: the document as JSON, or Mermaid. Needs the scope `read`.
         */
        get: operations["workflow_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two versions
         * @description By number, or the draft. Needs the scope `read`.
         */
        get: operations["version_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/environment-moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See where the environments have pointed
         * @description Newest first, the latest 200. Needs the scope `read`.
         */
        get: operations["version_moves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/environments/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Point an environment at a version
         * @description Promotes, rolls back, or begins a canary: `canary.share` of the callers (0 to 1) get `canary.number`. Needs the scope `edit`.
         */
        put: operations["version_move"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/expectations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what failures are to come to
         * @description Needs the scope `read`.
         */
        get: operations["expectation_list"];
        /**
         * Set expectations
         * @description One for each cell and fixture; the last counts. Needs the scope `edit`.
         */
        put: operations["expectation_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/expectations/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove expectations
         * @description Needs the scope `edit`.
         */
        post: operations["expectation_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/fixtures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List fixtures
         * @description Needs the scope `read`.
         */
        get: operations["fixture_list"];
        put?: never;
        /**
         * Create a fixture
         * @description Needs the scope `edit`.
         */
        post: operations["fixture_save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/fixtures/{fixtureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save a fixture
         * @description Needs the scope `edit`.
         */
        put: operations["fixture_save_fixtures"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/installation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a workflow came from
         * @description Null when it did not come from the library. Needs the scope `read`.
         */
        get: operations["library_installation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how runs of each version have ended
         * @description Needs the scope `read`.
         */
        get: operations["version_outcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/part-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what running a part would do
         * @description Needs the scope `read`.
         */
        post: operations["run_planPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/publish-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what publishing would come to
         * @description Gate by gate: problems, expectations, coverage. Needs the scope `read`.
         */
        get: operations["version_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/published-entry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what was said of a workflow when it was shared last
         * @description Needs the scope `read`.
         */
        get: operations["library_published"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/rebase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the draft as made from the newest version
         * @description Needs the scope `edit`.
         */
        post: operations["version_rebase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Update an installed workflow
         * @description Needs the scope `edit`.
         */
        post: operations["library_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/update-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what updating an installed workflow would do
         * @description Needs the scope `read`.
         */
        get: operations["library_updatePlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions
         * @description Newest first, without documents; and where the environments point. Needs the scope `read`.
         */
        get: operations["version_list"];
        put?: never;
        /**
         * Publish the draft
         * @description As the next version, if it passes every gate. Needs the scope `edit`.
         */
        post: operations["version_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version with its document
         * @description Needs the scope `read`.
         */
        get: operations["version_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a version the draft again
         * @description Needs the scope `edit`.
         */
        post: operations["version_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/versions/{number}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a version
         * @description Now or at a time; refused while somebody uses it. Needs the scope `edit`.
         */
        post: operations["version_retire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/{workflowId}/versions/{number}/revive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a retirement back
         * @description Needs the scope `edit`.
         */
        post: operations["version_revive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a workflow of another tool
         * @description A text of Eddy, n8n, Mermaid or a state machine as a document, with what became of everything in it. Nothing is kept: create a workflow with the document. Needs the scope `read`.
         */
        post: operations["workflow_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/import-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a workflow of a file
         * @description Of any format that can be read, or of an older one of Eddy: a draft, or an entry of the library. With an idempotency key it is made once. Needs the scope `edit`.
         */
        post: operations["workflow_importFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/plan-goal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan a workflow from a goal
         * @description A sentence is taken apart into sub-goals, each with a step and its undo; `document` is the workflow that they make. Nothing is kept: create a workflow with the document. Needs the scope `edit`.
         */
        post: operations["workflow_planGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate a document
         * @description All problems at once; nothing is kept. Needs the scope `read`.
         */
        post: operations["workflow_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The draft's revision after it. */
        Acceptance: {
            acceptedAt: string;
            acceptedBy: null | string;
            fields: components["schemas"]["OverriddenField"][];
            name: string;
            revision: number;
            runId: string;
            /** @description The first version that has it; null while only the draft has. */
            version: null | number;
            workflowId: string;
        };
        AcceptedRow: {
            acceptedAt: string;
            acceptedBy: null | string;
            fields: components["schemas"]["OverriddenField"][];
            name: string;
            runId: string;
            /** @description The first version that has it; null while only the draft has. */
            version: null | number;
        };
        AgentAction: {
            name: string;
            summary: string;
            /** @description It changes something, and the agent can take that back. */
            undoable: boolean;
        };
        /** @description A place in a workflow for an agent, or for any of a pool: who fills it is said where it is used. */
        AgentSlot: {
            /** @description What it is asked to do, as far as that is not decided in the run. */
            actions: string[];
            /** @enum {unknown} */
            as: "agent" | "pool";
            name: string;
            /** @description Paths. */
            steps: string[];
        };
        /** @description RFC 9457. */
        ApiProblem: {
            /** @description Stable, for programs. */
            code: string;
            /** @description A sentence: what happened, where, what to do. */
            detail: string;
            /** @description What goes with the code. */
            details?: unknown;
            /** @description The address of the request. */
            instance?: string;
            /** @description All faults at once. */
            problems?: {
                code?: string;
                /** @enum {unknown} */
                in?: "body" | "query" | "path" | "header";
                message: string;
                /** @description A JSON pointer. */
                path?: string;
            }[];
            status: number;
            title: string;
            /** Format: uri */
            type: string;
        };
        Argument: {
            description?: string;
            from: components["schemas"]["Source"];
            name: string;
            path?: (string | number)[];
            transform?: string;
        };
        /** @description Durations are ISO 8601; `jitter` is the share of the delay that is random, 0 to 1. */
        Backoff: {
            factor?: number;
            initial?: string;
            jitter?: number;
            max?: string;
        };
        Branch: {
            name?: string;
            return?: string;
            steps: unknown;
            when?: string;
        };
        BrokenExpectation: {
            expectation: components["schemas"]["Expectation"];
            message: string;
        };
        BulkOutcome: {
            done: string[];
            /** @description Why each of the others was left as it is. */
            refused: {
                message: string;
                runId: string;
            }[];
            /** @description New runs, of `again` and `retry`. */
            started: string[];
        };
        /** @description What would become of a run if it were cancelled now. */
        CancelPreview: {
            /** @description Steps whose effects would stay: there is no undo, or the point of no return has passed. */
            kept: string[];
            /** @description Steps that would be undone, in that order; under a parallel rollback several have the same number. */
            undone: {
                order: number;
                path: string;
            }[];
            /** @description Steps in flight, or in doubt, whose effect may come yet: undone as soon as it is known. */
            unknown: string[];
        };
        /** @description A task in the hands of a worker. */
        ClaimedTask: {
            attempt: number;
            /** @description What the worker names itself by in all it says of the task. */
            fence: number;
            /** @description The same whenever the same work is asked for: whoever had it before may have done it. */
            idempotencyKey: string;
            leaseMs: number;
            leaseUntil: string;
            /** @description Any JSON value. */
            payload: unknown;
            /** @enum {unknown} */
            purpose: "check" | "compensate" | "run" | "undo";
            queue: string;
            runId: string;
            step: string;
            taskId: string;
            /** @description False: the run no longer wants it. */
            wanted: boolean;
            worker: string;
        };
        /**
         * @description How a claim has ended, or that it has not.
         * @enum {unknown}
         */
        ClaimStatus: "completed" | "expired" | "failed" | "in_progress" | "released";
        /** @description What a clean-up would remove now. */
        CleanUpPreview: {
            /** @description When the oldest of them ended, in ISO 8601. */
            oldest: null | string;
            runs: number;
            /** @description Most first. */
            workflows: {
                name: string;
                runs: number;
            }[];
        };
        ComparedSide: {
            error: null | string;
            status: components["schemas"]["StepStatus"];
        };
        /** @description How one step went in two runs; null where a run has not reached it. */
        ComparedStep: {
            here: null | components["schemas"]["ComparedSide"];
            /** @description Where what went in, and what came out, is not the same. */
            inputs: components["schemas"]["Difference"][];
            /**
             * @description `here`, `there`: only one of the runs has reached it.
             * @enum {unknown}
             */
            kind: "differs" | "here" | "same" | "there";
            outputs: components["schemas"]["Difference"][];
            path: string;
            there: null | components["schemas"]["ComparedSide"];
        };
        ContractCell: {
            /**
             * @description Undefined: it was not reached.
             * @enum {unknown}
             */
            end?: "cancelled" | "endless" | "failed" | "halted" | "hangs" | "refused" | "rollback_incomplete" | "rolled_back" | "succeeded";
            kind: components["schemas"]["FaultKind"];
            /** @description Paths of the steps whose effects stay. */
            residue: string[];
            sentence: string;
            step: string;
            undone: string[];
        };
        /**
         * @description `exact`: does the same here. `approximated`: look at it. `refused`: there is nothing here that does it.
         * @enum {unknown}
         */
        Conversion: "approximated" | "exact" | "refused";
        /** @description For every step with an effect: is it taken back? */
        Coverage: {
            /** @description 0 to 100: the share of steps whose success is taken back, or stays on purpose. 100 where nothing has an effect. */
            percent: number;
            sentence: string;
            steps: components["schemas"]["StepCoverage"][];
            /** @description The same, with what is left by a failure half way counted too. */
            strictPercent: number;
        };
        /**
         * @description How far the effect of a step can be taken back.
         * @enum {unknown}
         */
        CoverageState: "covered" | "half_done" | "irreversible" | "missing" | "unreadable";
        /** @description One composes the other. */
        DependencyEdge: {
            /** @description Environments that point at one of these versions. */
            environments: string[];
            from: string;
            /** @description What it names: `book_trip`, what is live; `book_trip@3`. */
            reference: string;
            to: string;
            /** @description The composer's versions that do, its draft as null, newest first. */
            versions: (null | number)[];
        };
        DependencyGraph: {
            edges: components["schemas"]["DependencyEdge"][];
            nodes: components["schemas"]["DependencyNode"][];
        };
        /** @description A workflow in the graph. */
        DependencyNode: {
            /** @description How far from the workflow that was asked for: below 0 it composes it, above 0 it is composed. */
            layer: number;
            live: null | number;
            name: string;
            title: null | string;
            /** @description Null: something composes it, and there is none of that name. */
            workflowId: null | string;
        };
        /** @description A workflow that composes another: which of its versions does, and what it names. */
        Dependent: {
            /** @description Environments that point at this version of it. */
            environments: string[];
            name: string;
            /** @description `book_trip`, `book_trip@3` or `book_trip@4f0c2a91`. */
            reference: string;
            title: null | string;
            /** @description Null: its draft. */
            version: null | number;
            workflowId: string;
        };
        /** @description One place where two values differ; a side that has nothing there is undefined. */
        Difference: {
            after?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
            before?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
            /** @description `rooms[0].price`; empty for the value itself. */
            path: string;
        };
        DocumentDiff: {
            /** @description Of the workflow itself: title, inputs, options, return. */
            fields: components["schemas"]["FieldChange"][];
            lines: components["schemas"]["LineChange"][];
            /** @description In the order of the newer document, what is gone behind. */
            steps: components["schemas"]["StepDiff"][];
        };
        /** @enum {unknown} */
        DoubtCause: "crash" | "lost" | "timeout";
        /** @description What one element of a map or reduce has come to. `seq`: the event that ended it; `at`: milliseconds since the epoch. */
        ElementResult: {
            at: number;
            index: number;
            seq: number;
            /** @constant */
            status: "succeeded";
            /** @description Any JSON value. */
            value: unknown;
        } | {
            at: number;
            error: components["schemas"]["RunError"];
            index: number;
            seq: number;
            /** @constant */
            status: "failed";
        };
        /**
         * @description How a rehearsal ended: as its run did, or because it would never end.
         * @enum {unknown}
         */
        End: "cancelled" | "endless" | "failed" | "halted" | "hangs" | "refused" | "rollback_incomplete" | "rolled_back" | "succeeded";
        /**
         * @description What kind of trouble an error is, by its code.
         * @enum {unknown}
         */
        ErrorClass: "auth" | "bug" | "cancelled" | "conflict" | "resource" | "timeout" | "transient" | "validation";
        /** @description A `when` holds as a guard's does: for what JSONata's `$boolean` calls true. */
        ErrorRule: {
            delay?: string;
            /** @enum {unknown} */
            then: "continue" | "fail" | "halt" | "retry";
            value?: string;
            when: string;
        };
        /** @description What a cell is to come to. Kept beside the workflow; a cell that comes to anything else is a failing test. */
        Expectation: {
            end: components["schemas"]["End"];
            kind: components["schemas"]["FaultKind"];
            /** @description Paths of the steps whose effects stay, each once. */
            residue: string[];
            step: string;
            /** @description Paths in the order of undoing. */
            undone: string[];
        };
        /** @description What a cell of the failure matrix is to come to, with the fixture that it was rehearsed with; '' for values that are made up. */
        ExpectationRecord: {
            end: components["schemas"]["End"];
            fixture: string;
            kind: components["schemas"]["FaultKind"];
            /** @description Paths of the steps whose effects stay, each once. */
            residue: string[];
            step: string;
            /** @description Paths in the order of undoing. */
            undone: string[];
        };
        /** @description A result of an inner step that the one who uses the workflow shall see. */
        ExposedOutput: {
            /** @description What it is called outside. */
            as: string;
            path?: (string | number)[];
            /** @description A top-level step. */
            step: string;
        };
        /** @description How a workflow behaves when something fails: computed by rehearsing it, never typed by its author. */
        FailureContract: {
            /** @description Nothing goes wrong. `durationMs` is on the rehearsal's clock. */
            base: {
                /** @description How long it would take, waits and backoff included. */
                durationMs: number;
                end: components["schemas"]["End"];
                sentence: string;
            };
            broken: components["schemas"]["BrokenExpectation"][];
            cells: components["schemas"]["ContractCell"][];
            contentHash: string;
            /** @description Failures that were rehearsed, that leave nothing behind, that leave something, and that were not reached. */
            counts: {
                clean: number;
                rehearsed: number;
                residue: number;
                unreached: number;
            };
            coverage: components["schemas"]["Coverage"];
            /** @description Version of the engine that rehearsed it. */
            engine: string;
            /** @description The name of the fixture that it was rehearsed with; null: values were made up. */
            fixture: null | string;
            /** @description Steps that were left out of the matrix, since there are too many. */
            omitted: number;
            /** @description ISO 8601. */
            rehearsedAt: string;
            sentence: string;
        };
        /** @description The failures of runs that share a fingerprint. Times are ISO 8601. */
        FailureRow: {
            /** @description Of the last run. */
            error: components["schemas"]["RunError"];
            fingerprint: string;
            /** @description Of all that are kept, also before that time. */
            firstAt: string;
            lastAt: string;
            lastRunId: string;
            leftInPlace: number;
            owner: null | string;
            reason: string;
            /** @description What has come of running them again; null where none of them has been. */
            rerun: null | components["schemas"]["Rerun"];
            /** @description Since the time that is asked for. */
            runs: number;
            /**
             * @description `reopened`: they had been dealt with, and have come again since.
             * @enum {unknown}
             */
            state: "open" | "reopened" | "resolved";
            /** @description How people call the step that it names; null where it has no title. */
            stepTitle: null | string;
            workflowId: null | string;
            workflowName: string;
            workflowTitle: null | string;
        };
        /**
         * @description Ways in which a rehearsal lets something go wrong.
         * @enum {unknown}
         */
        FaultKind: "cancel" | "crash" | "crash_before" | "fail" | "half_done" | "late" | "recover" | "timeout" | "twice" | "undo_fails" | "undo_twice";
        /** @description One field that is another. An absent value was not there, or is there no more. */
        FieldChange: {
            after?: unknown;
            before?: unknown;
            /** @description Keys from the step, or from the document, inwards: `['config', 'url']`. Items of lists go by name. */
            place: components["schemas"]["Place"];
        };
        /** @description One thing that was changed in two ways. An absent value has been removed, or was never there. */
        FieldClash: {
            /** @description For an item of a list that only they have: what it follows there. */
            after?: string;
            base?: unknown;
            /** @description The same in every merge of the same two edits. */
            id: string;
            mine?: unknown;
            place: components["schemas"]["Place"];
            theirs?: unknown;
        };
        /** @description One line of `eddy doctor`. */
        Finding: {
            /** @description What is so. */
            detail: string;
            name: string;
            /** @enum {unknown} */
            status: "fail" | "ok" | "warn";
            /** @description What to do about it. */
            todo?: string;
        };
        /** @description One firing in a list. Times are ISO 8601. */
        FiringRow: {
            at: string;
            /** @description When it was due; null for what is not scheduled. */
            dueAt: null | string;
            event: components["schemas"]["TriggerEvent"];
            id: string;
            problems: components["schemas"]["Problem"][];
            /** @description Why it started nothing. */
            reason: null | string;
            runId: null | string;
            state: components["schemas"]["FiringState"];
            test: boolean;
            triggerId: string;
        };
        /** @enum {unknown} */
        FiringState: "claimed" | "refused" | "skipped" | "started" | "starting" | "waiting";
        /** @description A named set of sample inputs and pinned results, kept beside a workflow and never part of its document. `pins` are by step name path, the names of a step's scopes and its own joined by `/`, without element indices. */
        Fixture: {
            input: {
                [key: string]: unknown;
            };
            name: string;
            pins: {
                [key: string]: components["schemas"]["Pin"];
            };
        };
        Guard: {
            otherwise?: {
                /** @description Any JSON value. */
                value: unknown;
            } | {
                fail: string;
            } | {
                /** @description Any JSON value. */
                halt: unknown;
            };
            when: string;
        };
        /** @description What came of each package. */
        ImportedBundle: {
            packages: {
                extends: null | {
                    name: string;
                    number: number;
                };
                /** @enum {unknown} */
                how: "known" | "new" | "newer";
                name: string;
                number: number;
                title: string;
            }[];
            signer: {
                fingerprint: string;
                name: string;
            };
        };
        /** @description What became of one thing of the foreign file. */
        ImportedItem: {
            /** @description The step's name and kind here, or `nothing`. */
            became: string;
            how: components["schemas"]["Conversion"];
            /** @description As it is called there. */
            item: string;
            /** @description Why it is not the same, or what is said otherwise now. */
            note: string;
            /** @description Path of the step in the document. */
            step?: string;
        };
        ImportedWorkflow: {
            /** @description What it is in the library. */
            entry: null | {
                name: string;
                number: number;
            };
            format: components["schemas"]["ImportFormat"];
            name: string;
            /** @description What is to be mended in the draft. */
            problems: components["schemas"]["Problem"][];
            report: components["schemas"]["ImportedItem"][];
            /** @description The format that an older document had; null where it was none. */
            upgradedFrom: null | number;
            workflowId: string;
        };
        /** @enum {unknown} */
        ImportFormat: "eddy" | "mermaid" | "n8n" | "stateMachine";
        /** @description What waits for somebody; told whenever a question or a notice comes, goes, or is called to mind. */
        InboxChange: {
            /** @description Unread notices that ask to be seen: those of the level info do not. */
            notices: number;
            /** @description Questions without an answer. */
            open: number;
        };
        Input: {
            default?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
            description?: string;
            name: string;
            /** @description Default true, unless `default` is given. */
            required?: boolean;
            schema?: components["schemas"]["JsonSchema"];
            title?: string;
            transform?: string;
        };
        Installed: {
            name: string;
            /** @description What a `compose` step names; null for a copy, which has no version yet. */
            reference: null | string;
            workflowId: string;
        };
        /** @description Where a workflow came from. */
        Installed2: {
            latest: number;
            /** @enum {unknown} */
            mode: "copy" | "derived" | "pinned";
            name: string;
            number: number;
            title: string;
        };
        /** @description What installing would do, and what stands in its way. Nothing is done. */
        InstallPlan: {
            /** @description Agents and pools that it asks, and who of here takes their place; `able`: those who can do all of it. */
            agents: {
                able: string[];
                actions: string[];
                /** @enum {unknown} */
                as: "agent" | "pool";
                exists: boolean;
                here: string;
                name: string;
            }[];
            /** @description Sentences. Empty: nothing stands in the way. */
            blocks: string[];
            hosts: {
                allowed: boolean;
                here: null | string;
                origin: null | string;
            }[];
            manifest: components["schemas"]["Manifest"];
            number: number;
            secrets: {
                exists: boolean;
                here: string;
                name: string;
            }[];
            /** @description What the workflow will be called here. */
            workflowName: string;
            /** @description Composed workflows: taken as they are here, or brought along under a free name. */
            workflows: {
                here: boolean;
                name: string;
                reference: string;
            }[];
        };
        /** @description A JSON Schema 2020-12 object. */
        JsonSchema: {
            [key: string]: unknown;
        };
        /** @description What a run takes over from an earlier one: the values of steps, by path. */
        KeptResults: {
            from: string;
            results: {
                [key: string]: unknown;
            };
        };
        /** @description A kind that could do it, and how well its words fit, 0 to 1. */
        KindChoice: {
            fit: number;
            kind: string;
        };
        /** @description An entry as a card shows it. Times are ISO 8601. */
        LibraryCard: {
            /** @description Agents and pools that it asks. */
            agents: string[];
            category: string;
            /** @description Percent of its effects that are taken back; null while it was not rehearsed. */
            coverage: null | number;
            description: string;
            latest: number;
            name: string;
            origin: null | components["schemas"]["Origin"];
            /** @description 1 to 5; null: nobody has rated it. */
            rating: null | number;
            ratings: number;
            retired: boolean;
            signer: null | string;
            /** @description The newest version, as far as a small drawing shows it; null: nothing is known of it. */
            sketch: null | components["schemas"]["WorkflowDocument"];
            /** @enum {unknown} */
            source: "bundle" | "shipped" | "workspace";
            tags: string[];
            title: string;
            updatedAt: string;
            uses: number;
        };
        /** @description All that the page of an entry shows. */
        LibraryDetails: {
            /** @description What this version extends, as it stands in the library now. */
            base: null | {
                latest: number;
                name: string;
                number: number;
                title: string;
            };
            card: components["schemas"]["LibraryCard"];
            contract: components["schemas"]["FailureContract"];
            edition: components["schemas"]["LibraryEdition"];
            /** @description Workflows here that came from it. */
            installations: {
                name: string;
                number: number;
                title: null | string;
                workflowId: string;
            }[];
            ratings: {
                at: string;
                by: string;
                comment: string;
                stars: number;
            }[];
            versions: {
                note: string;
                number: number;
                publishedAt: string;
                publishedBy: null | string;
            }[];
        };
        /** @description A version with all that belongs to it. */
        LibraryEdition: {
            composed: {
                [key: string]: components["schemas"]["WorkflowDocument"];
            };
            contentHash: string;
            document: components["schemas"]["WorkflowDocument"];
            expectations: components["schemas"]["Expectation"][];
            /** @description What it does unlike the entry that it extends; null: it stands for itself. */
            extension: null | components["schemas"]["WorkflowExtension"];
            manifest: components["schemas"]["Manifest"];
            note: string;
            number: number;
            publishedAt: string;
            publishedBy: null | string;
            samples: components["schemas"]["Sample"][];
        };
        LibraryFacets: {
            /** @description Agents and pools that are asked. */
            agents: {
                count: number;
                name: string;
            }[];
            categories: {
                count: number;
                name: string;
            }[];
            tags: {
                count: number;
                name: string;
            }[];
        };
        LibraryPage: {
            items: components["schemas"]["LibraryCard"][];
            nextCursor: null | string;
            /** @description Of all that the query finds. */
            total: number;
        };
        /** @description Work that succeeds again and again and is not in the library yet. */
        LibrarySuggestion: {
            /** @description A workflow that has it, and the names of its steps there. */
            document: components["schemas"]["WorkflowDocument"];
            /** @description With which the whole has succeeded last. */
            input: unknown;
            key: string;
            runs: number;
            steps: string[];
            version: null | number;
            /** @description All of the workflow, which is then the version that is named, if it is one. */
            whole: boolean;
            workflowId: null | string;
            workflows: number;
        };
        /** @description An installed workflow of which the library has a newer version. */
        LibraryUpdate: {
            installed: number;
            latest: number;
            name: string;
            /** @description What the versions since say of themselves, the oldest first. */
            notes: {
                note: string;
                number: number;
            }[];
            title: string;
            workflowId: string;
            workflowName: string;
            workflowTitle: null | string;
        };
        /** @description A line of the drawing that one version has and the other has not. */
        LineChange: {
            /** @enum {unknown} */
            change: "added" | "removed";
            /** @description Paths of the steps at its ends; of a handler, its name. */
            from: string;
            /** @enum {unknown} */
            kind: "check" | "compensate" | "data" | "undo" | "wait";
            to: string;
        };
        /** @description What a page that has a workflow open is told. */
        LiveMessage: {
            /**
             * @description Its fixtures are others.
             * @constant
             */
            fixtures?: true;
            people?: components["schemas"]["Person"][];
            /** @constant */
            removed?: true;
            /**
             * @description Runs of it have started or changed; told at most once in a second.
             * @constant
             */
            runs?: true;
            /** @description The newest revision, and the page that saved it. */
            saved?: {
                name?: string;
                revision: number;
                session?: string;
            };
            /**
             * @description The library has a newer version of what it came from.
             * @constant
             */
            update?: true;
            /**
             * @description Its versions, or what points at them, are others.
             * @constant
             */
            versions?: true;
        };
        LogLine: {
            /** @enum {unknown} */
            level: "debug" | "error" | "info" | "log" | "warn";
            text: string;
        };
        /** @description What a workflow needs of its surroundings and does to them, read off its document. */
        Manifest: {
            /** @description The agents and pools that it asks, to be bound where it is used. */
            agents: components["schemas"]["AgentSlot"][];
            /** @description Names of the workflows that it composes, with all that these compose. */
            composes: string[];
            effects: components["schemas"]["ManifestEffect"][];
            /** @description Origins that it calls, `https://api.example.com`; `null` among them: one that is only known in a run. */
            hosts: (null | string)[];
            inputs: components["schemas"]["Input"][];
            /** @description Kinds of its steps, handlers included. */
            kinds: string[];
            /** @description JSON Schema of the result; null where its kind does not say. */
            output: null | components["schemas"]["JsonSchema"];
            /** @description Names of the secrets that it takes. */
            secrets: string[];
            steps: number;
        };
        ManifestEffect: {
            /** @description In the words of the step's kind. */
            effect: string;
            /** @description Paths. */
            steps: string[];
        };
        /** @description A hook that threw. */
        MiddlewareReport: {
            /** @enum {unknown} */
            hook: "complete" | "event" | "execute" | "fail" | "halt" | "limit";
            message: string;
            middleware: string;
        };
        /**
         * @description What a template needs beside the workspace: the demo service, files of its own, signals from a person.
         * @enum {unknown}
         */
        Need: "demo" | "files" | "signals";
        OpenUndoId: {
            runId: string;
            step: string;
        };
        Options: {
            /** @description Runs whose `key` (over the inputs) is the same wait for each other beyond `limit`, 1 by default. */
            concurrency?: {
                key: string;
                limit?: number;
            };
            /** @description How long a failing run waits for steps in flight; default `PT30S`. */
            drain?: string;
            /** @enum {unknown} */
            evaluation?: "eager" | "lazy";
            /** @description Steps in flight over the whole run; default 16. */
            maxConcurrency?: number;
            /** @description Bound on started attempts; default 100000. */
            maxSteps?: number;
            /**
             * @description What passing `timeout` does; default `fail`.
             * @enum {unknown}
             */
            onTimeout?: "cancel" | "fail" | "halt";
            /** @enum {unknown} */
            rollback?: "parallel" | "sequential";
            /** @description How long a run may wait for its turn (a place, or the concurrency key); one that has not begun by then fails with nothing done. */
            startTimeout?: string;
            timeout?: string;
        };
        /** @description What an entry was forked from. */
        Origin: {
            contentHash: string;
            name: string;
            number: number;
        };
        /** @description How the runs of one version have ended. */
        Outcomes: {
            cancelled: number;
            failed: number;
            /** @description Something was left in place. */
            incomplete: number;
            /** @description Milliseconds of the runs that have ended; null without one. */
            p50: null | number;
            p95: null | number;
            runs: number;
            succeeded: number;
            unfinished: number;
            /** @description Null: of drafts. */
            version: null | number;
        };
        /** @description A field of a step that is another for one run. A value that is absent: the step has no such field. */
        OverriddenField: {
            field: string;
            now?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
            step: string;
            was?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
        };
        /** @description Settings of steps that hold for one run only, until they have proved themselves. */
        Override: {
            fields: components["schemas"]["OverriddenField"][];
            name: string;
        };
        /** @description A part of a workflow that is run by itself. Paths are names of steps at the top. */
        Part: {
            /** @description The run that results were taken from. */
            from: null | string;
            /** @description `only`: the target alone; `to`: it and whatever it still needs. */
            mode: components["schemas"]["PartMode"];
            /** @description Steps that answer with a result they already have: pinned, or from the earlier run. */
            reused: string[];
            run: string[];
            target: string;
        };
        /** @enum {unknown} */
        PartMode: "only" | "to";
        /** @description What running a part would do, known before anything of it happens. */
        PartPlan: {
            /** @description Why it cannot be run. */
            blocked?: string;
            from: null | string;
            mode: components["schemas"]["PartMode"];
            /** @description Steps at the top, in declaration order; what is inside a container goes with it. */
            steps: {
                name: string;
                step: components["schemas"]["PlannedStep"];
            }[];
            target: string;
        };
        /** @description How a step of a run has ended, or stands. Elements of a map are not told apart: theirs is the map's result. */
        PastStep: {
            /** @description Absent: it has not got that far. */
            outcome?: {
                /** @constant */
                kind: "value";
                /** @description Any JSON value. */
                value: unknown;
            } | {
                code: string;
                /** @constant */
                kind: "failure";
                message: string;
            };
            /** @description A guard has passed it over. */
            skipped?: boolean;
            /** @description Its effect was taken back, so that nothing may rely on its value any more. */
            undone?: boolean;
        };
        /** @description Steps, handlers and steps of the failure lane are named by their path, `trip.reserve_hotel`. */
        Patch: {
            field: string;
            /** @constant */
            op: "set";
            step: string;
            /** @description Any JSON value. */
            value: unknown;
        } | {
            field: string;
            /** @constant */
            op: "unset";
            step: string;
        } | {
            after?: string;
            /** @enum {unknown} */
            lane?: "failure" | "handlers";
            /** @constant */
            op: "add";
            step: components["schemas"]["Step"];
        } | {
            /** @constant */
            op: "remove";
            step: string;
        } | {
            /** @constant */
            op: "rename";
            step: string;
            to: string;
        } | {
            /** @enum {unknown} */
            field: "concurrency" | "drain" | "evaluation" | "maxConcurrency" | "maxSteps" | "onTimeout" | "rollback" | "startTimeout" | "timeout";
            /** @constant */
            op: "option";
            /** @description Any JSON value. */
            value: unknown;
        } | {
            input: components["schemas"]["Input"];
            /** @constant */
            op: "input";
        } | {
            /** @constant */
            op: "return";
            step: string;
        };
        /** @description Who has a workflow open. */
        Person: {
            /** @description Index of the colour that nobody else here has, as far as there are enough. */
            colour: number;
            name: string;
            /** @description One page; a person with two tabs is here twice. */
            session: string;
            /** @description Path of the step that is selected there. */
            step?: string;
        };
        /** @description What a pinned step answers instead of performing its effect. */
        Pin: {
            /** @constant */
            kind: "value";
            /** @description Any JSON value. */
            value: unknown;
        } | {
            attempts?: number;
            code: string;
            /** @constant */
            kind: "failure";
            message: string;
        };
        /** @description Keys from the document inwards: `['steps', 'charge', 'config', 'amount']`. Items of lists go by name. */
        Place: string[];
        PlannedStep: {
            effects: string[];
            fails?: boolean;
            /** @constant */
            role: "run";
        } | {
            /** @enum {unknown} */
            from: "fixture" | "run";
            /** @constant */
            role: "reuse";
            stale?: string[];
        } | {
            /** @constant */
            role: "skip";
        };
        PointerMoveRow: {
            at: string;
            canary: null | number;
            canaryCallers: string[];
            canaryShare: null | number;
            environment: string;
            from: null | number;
            reason: string;
            to: number;
        };
        PointerRow: {
            canary: null | number;
            canaryCallers: string[];
            canaryShare: null | number;
            environment: string;
            movedAt: string;
            number: number;
        };
        Problem: {
            /** @description Stable, upper snake case, listed in docs/reference/problems.md. */
            code: string;
            hint?: string;
            message: string;
            /** @description JSON pointer into the document. */
            path: string;
            /** @enum {unknown} */
            severity: "error" | "warning";
            /** @description The step's path, `trip.reserve_hotel`. */
            step?: string;
        };
        ProposedWorkflow: {
            /** @description Who has made it: `rules`, or the name of a model. */
            by: string;
            /** @description The goals as a workflow of their own. */
            document: components["schemas"]["WorkflowDocument"];
            goals: components["schemas"]["SubGoal"][];
        };
        Pruned: {
            /** @description Bytes that were given back to the disk. */
            freed: number;
            runs: number;
            values: number;
        };
        /** @description What publishing a draft would come to, gate by gate. Nothing is changed by asking. */
        PublishCheck: {
            /** @description The version that the draft was made from, and the newest. */
            base: null | number;
            /** @description Percent of the steps with an effect; null where the draft cannot be rehearsed. */
            coverage: {
                percent: null | number;
                required: number;
                short: components["schemas"]["Problem"][];
            };
            expectations: {
                broken: components["schemas"]["Problem"][];
                set: number;
            };
            newest: null | number;
            /** @description The draft is what the newest version is already. */
            nothingNew: boolean;
            problems: components["schemas"]["Problem"][];
            /** @description The draft that was checked. */
            revision: number;
            /** @description What does not stand in the way: secrets that do not exist, triggers whose mapping fits no longer. */
            warnings: components["schemas"]["Problem"][];
        };
        /** @description What was said of a workflow when it was shared last. */
        PublishedBefore: {
            category: string;
            description: string;
            exposed: components["schemas"]["ExposedOutput"][];
            latest: number;
            name: string;
            tags: string[];
            title: string;
        };
        QuestionOption: {
            approves: boolean;
            title: string;
            value: string;
        };
        /** @description What a person sees of a question. */
        QuestionRecord: {
            /** @description Any JSON value. */
            answer: unknown;
            askedAt: string;
            dueAt: null | string;
            endedAt: null | string;
            /** @description What else is to be filled in. */
            fields: null | components["schemas"]["JsonSchema"];
            id: string;
            /** @enum {unknown} */
            kind: "approval" | "escalate";
            onTimeout: string;
            options: components["schemas"]["QuestionOption"][];
            reminders: number;
            /** @description Who is asked; empty: anyone. */
            role: string;
            run: {
                id: string;
                step: string;
                workflow: string;
                workflowId: null | string;
            };
            /** @enum {unknown} */
            status: "answered" | "open" | "timed_out" | "withdrawn";
            /** @description Markdown. */
            text: string;
            title: string;
        };
        /** @description One step of a run as its log has it; times are milliseconds since the epoch. Elements of a map stand for themselves in the log and are left out here. */
        RecordedStep: {
            attempt: number;
            /** @description Who answered in the step's place: `pin`, `past` or `cache`. */
            by?: string;
            endedAt?: number;
            error?: {
                code: string;
                message: string;
            };
            startedAt?: number;
            status: components["schemas"]["StepStatus"];
            undone: boolean;
            value?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
        };
        Rerun: {
            /** @description The newest of the new runs. */
            lastRunId: string;
            lastStatus: components["schemas"]["RunStatus"];
            /** @description How many of the failed runs have been run again. */
            runs: number;
            /** @description How many of those have a new run that succeeded. */
            succeeded: number;
        };
        Retry: {
            backoff?: components["schemas"]["Backoff"];
            /** @description Another limit or backoff for errors of a class. */
            classes?: {
                auth?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                bug?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                cancelled?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                conflict?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                resource?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                timeout?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                transient?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
                validation?: {
                    backoff?: components["schemas"]["Backoff"];
                    max?: "unlimited" | number;
                };
            };
            max: "unlimited" | number;
            /** @description Only errors of these classes are tried again; all when left out. */
            on?: components["schemas"]["ErrorClass"][];
        };
        RunComparison: {
            here: components["schemas"]["RunRow"];
            /** @description Where what they were started with is not the same. */
            input: components["schemas"]["Difference"][];
            /** @description Steps that are the same in both. */
            same: number;
            sameVersion: boolean;
            /** @description Steps that differ: first those with other values, then those that went another way. */
            steps: components["schemas"]["ComparedStep"][];
            there: components["schemas"]["RunRow"];
        };
        /** @description The server that has a run in hand, or had it when it ended or halted. */
        RunDriver: {
            /** @description False: its lease has ended, and another server takes the run up. Null: the run is over or halted, and nobody has it in hand. */
            alive: null | boolean;
            /** @description "embedded", or "restate" and the version of Eddy; null of a server that does not say. */
            engine: null | string;
            /** @description Its host and process, for people to read. */
            server: string;
            /** @description Which Eddy it is; null of a server that does not say. */
            version: null | string;
        };
        /** @description Why a step or a run failed, as it stands in events, results and on the screen. `code` is listed in docs/reference/errors.md. */
        RunError: {
            attempt?: number;
            cause?: components["schemas"]["RunError"];
            code: string;
            details?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
            message: string;
            retryable: boolean;
            step?: string;
        };
        /** @description One fact of a run. `seq` starts at 1 and has no gaps; `at` is milliseconds since the epoch; `step` is a step path (`charge`, `each[3].charge`, `trip.reserve_hotel`); `attempt` counts from 1. Run state is the fold of these and nothing else. */
        RunEvent: {
            at: number;
            attempt?: number;
            data: {
                cancelled?: {
                    reason?: string;
                    rollback: boolean;
                };
                input: {
                    [key: string]: unknown;
                };
                kept?: components["schemas"]["KeptResults"];
                middleware?: string[];
                refused?: components["schemas"]["RunError"];
                wave?: boolean;
                workflow: {
                    hash: string;
                    name: string;
                };
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.started";
        } | {
            at: number;
            attempt?: number;
            data: {
                reports?: components["schemas"]["MiddlewareReport"][];
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.succeeded";
        } | {
            at: number;
            attempt?: number;
            data: {
                error: components["schemas"]["RunError"];
                lane?: {
                    /** @constant */
                    status: "succeeded";
                } | {
                    error: components["schemas"]["RunError"];
                    /** @constant */
                    status: "failed";
                };
                reports?: components["schemas"]["MiddlewareReport"][];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.failed";
        } | {
            at: number;
            attempt?: number;
            data: {
                /** @enum {unknown} */
                reason?: "asked" | "in_doubt" | "pivot" | "timeout" | "wave";
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.halted";
        } | {
            at: number;
            attempt?: number;
            data: {
                reason?: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.halting";
        } | {
            at: number;
            attempt?: number;
            data: {
                /** @constant */
                othersWait?: true;
                payload?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                resolution?: {
                    /** @constant */
                    did: "happened";
                    step: string;
                    /** @description Any JSON value. */
                    value: unknown;
                } | {
                    /** @constant */
                    did: "not_happened";
                    step: string;
                } | {
                    /** @constant */
                    did: "ask_again";
                    step: string;
                };
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.resumed";
        } | {
            at: number;
            attempt?: number;
            data: {
                reason?: string;
                rollback: boolean;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.cancelled";
        } | {
            at: number;
            attempt?: number;
            data: {
                /** @enum {unknown} */
                then: "cancel" | "fail" | "halt";
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.timed_out";
        } | {
            at: number;
            attempt?: number;
            data: {
                document: components["schemas"]["WorkflowDocument"];
                hash: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "run.adapted";
        } | {
            at: number;
            attempt?: number;
            data: {
                error?: components["schemas"]["RunError"];
                /** @enum {unknown} */
                reason: "cancelled" | "failure" | "timeout" | "undo";
                scope?: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "rollback.started";
        } | {
            at: number;
            attempt?: number;
            data: {
                left: string[];
                reports?: components["schemas"]["MiddlewareReport"][];
                residue: string[];
                scope?: string;
                undone: string[];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "rollback.completed";
        } | {
            at: number;
            attempt?: number;
            data: Record<string, never>;
            seq: number;
            step?: string;
            /** @constant */
            type: "step.ready";
        } | {
            at: number;
            attempt?: number;
            data: {
                answer?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                arguments: {
                    [key: string]: unknown;
                };
                before?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                branch?: number;
                count?: number;
                /** @constant */
                kept?: true;
                key?: string;
                signal?: {
                    correlation?: string;
                    name: string;
                };
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.started";
        } | {
            at: number;
            attempt?: number;
            data: {
                by?: string;
                late?: boolean;
                logs?: components["schemas"]["LogLine"][];
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.succeeded";
        } | {
            at: number;
            attempt?: number;
            data: {
                compensate?: boolean;
                error: components["schemas"]["RunError"];
                /** @constant */
                inDoubt?: true;
                logs?: components["schemas"]["LogLine"][];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.failed";
        } | {
            at: number;
            attempt?: number;
            data: {
                delayMs: number;
                /** @constant */
                inDoubt?: true;
                logs?: components["schemas"]["LogLine"][];
                reason: null | components["schemas"]["RunError"];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.retrying";
        } | {
            at: number;
            attempt?: number;
            data: {
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.skipped";
        } | {
            at: number;
            attempt?: number;
            data: {
                error?: components["schemas"]["RunError"];
                /** @constant */
                inDoubt?: true;
                logs?: components["schemas"]["LogLine"][];
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.halted";
        } | {
            at: number;
            attempt?: number;
            data: {
                cause: components["schemas"]["DoubtCause"];
                /** @enum {unknown} */
                checked?: "not_happened" | "unknown";
                error?: components["schemas"]["RunError"];
                logs?: components["schemas"]["LogLine"][];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "step.interrupted";
        } | {
            at: number;
            attempt?: number;
            data: Record<string, never>;
            seq: number;
            step?: string;
            /** @constant */
            type: "step.straggled";
        } | {
            at: number;
            attempt?: number;
            data: {
                index: number;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "guard.passed";
        } | {
            at: number;
            attempt?: number;
            data: {
                index: number;
                otherwise: {
                    /** @description Any JSON value. */
                    value: unknown;
                } | {
                    fail: string;
                } | {
                    /** @description Any JSON value. */
                    halt: unknown;
                };
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "guard.stopped";
        } | {
            at: number;
            attempt?: number;
            data: {
                error: components["schemas"]["RunError"];
                handler: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "compensation.started";
        } | {
            at: number;
            attempt?: number;
            data: {
                /** @constant */
                halts?: true;
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "compensation.completed";
        } | {
            at: number;
            attempt?: number;
            data: {
                /** @enum {unknown} */
                by: "handler" | "rule";
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "compensation.continued";
        } | {
            at: number;
            attempt?: number;
            data: {
                delayMs: number;
                reason: null | components["schemas"]["RunError"];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "compensation.retrying";
        } | {
            at: number;
            attempt?: number;
            data: {
                error: components["schemas"]["RunError"];
                /** @constant */
                halts?: true;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "compensation.failed";
        } | {
            at: number;
            attempt?: number;
            data: {
                arguments?: {
                    [key: string]: unknown;
                };
                handler?: string;
                /** @description Any JSON value. */
                value: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "undo.started";
        } | {
            at: number;
            attempt?: number;
            data: {
                note?: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "undo.succeeded";
        } | {
            at: number;
            attempt?: number;
            data: {
                delayMs: number;
                reason: null | components["schemas"]["RunError"];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "undo.retrying";
        } | {
            at: number;
            attempt?: number;
            data: {
                error: components["schemas"]["RunError"];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "undo.failed";
        } | {
            at: number;
            attempt?: number;
            data: {
                evidence?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                /** @enum {unknown} */
                how: "done_outside" | "not_happened" | "skipped";
                reason: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "undo.resolved";
        } | {
            at: number;
            attempt?: number;
            data: {
                element?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                elements?: unknown[];
                ended?: boolean;
                error?: components["schemas"]["RunError"];
                round?: number;
                steps?: components["schemas"]["Step"][];
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "steps.emitted";
        } | {
            at: number;
            attempt?: number;
            data: {
                dueAt: number;
                timer: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "timer.set";
        } | {
            at: number;
            attempt?: number;
            data: {
                timer: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "timer.fired";
        } | {
            at: number;
            attempt?: number;
            data: {
                ahead?: number;
                heldBy?: string;
                key?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                /** @enum {unknown} */
                kind: "breaker" | "cache" | "claim" | "concurrency" | "lock" | "rate";
                name: string;
                until?: number;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "gate.awaited";
        } | {
            at: number;
            attempt?: number;
            data: {
                correlation?: string;
                name: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "signal.awaited";
        } | {
            at: number;
            attempt?: number;
            data: {
                correlation?: string;
                key?: string;
                name: string;
                /** @description Any JSON value. */
                payload: unknown;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "signal.received";
        } | {
            at: number;
            attempt?: number;
            data: {
                key: string;
                leaseMs: number;
                /** @description Any JSON value. */
                payload: unknown;
                purpose: components["schemas"]["TaskPurpose"];
                queue: string;
                schema?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                timeoutMs?: number;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "task.offered";
        } | {
            at: number;
            attempt?: number;
            data: {
                fence: number;
                leaseUntil: number;
                task: number;
                worker: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "task.claimed";
        } | {
            at: number;
            attempt?: number;
            data: {
                fence: number;
                leaseUntil: number;
                progress?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                task: number;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "task.heartbeat";
        } | {
            at: number;
            attempt?: number;
            data: {
                fence: number;
                note?: string;
                /** @enum {unknown} */
                reason: "expired" | "given_back";
                task: number;
                worker: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "task.released";
        } | {
            at: number;
            attempt?: number;
            data: {
                fence: number;
                outcome: components["schemas"]["TaskOutcome"];
                task: number;
                worker: string;
            };
            seq: number;
            step?: string;
            /** @constant */
            type: "task.completed";
        };
        /** @description How a run began from another one. */
        RunOrigin: {
            /** @description It was given another input. */
            edited: boolean;
            /** @description The step that it was restarted from. */
            from?: string;
            /**
             * @description `again`: from the start; `retry`: with all results that hold; `restart`: the same, from a step on; `child`: a step of the other started it.
             * @enum {unknown}
             */
            how: "again" | "child" | "restart" | "retry";
            /** @description How many results it has from the other. */
            kept: number;
            runId: string;
            /** @description The path of the step that started it. */
            step?: string;
            /** @enum {unknown} */
            version: "current" | "recorded";
        };
        /** @description A run in a list. Times are ISO 8601. */
        RunRow: {
            /** @description False: it waits for its turn, and nothing of it has been done. */
            begun: boolean;
            canary: boolean;
            /** @description Milliseconds from start to end; null while it is under way. */
            durationMs: null | number;
            endedAt: null | string;
            environment: null | string;
            error: null | components["schemas"]["RunError"];
            /** @description The same for runs that failed for the same reason. */
            fingerprint: null | string;
            /** @description The fixture that it was run with. */
            fixture: null | string;
            id: string;
            left: number;
            /** @description The run that it began from. */
            origin: null | components["schemas"]["RunOrigin"];
            startedAt: string;
            status: components["schemas"]["RunStatus"];
            steps: number;
            /** @description Nothing drives it though nothing holds it up: since when, and what was found. */
            stuck: null | components["schemas"]["Stuck"];
            /** @description The step that only a part of the workflow was run for. */
            target: null | string;
            /** @description The trigger that has started it, which may be gone. */
            trigger: null | {
                id: string;
                name: string;
            };
            undone: number;
            /** @description The published version that it runs; null for a draft. */
            version: null | number;
            /** @description What it waits for until then, where the server that was asked knows it. */
            waits: null | components["schemas"]["Standing"];
            workflowId: null | string;
            workflowName: string;
            workflowTitle: null | string;
        };
        RunsAgain: {
            /** @enum {unknown} */
            because: "changed" | "chosen" | "depends" | "undone" | "unfinished";
            path: string;
            /** @description Its earlier effect is still in the world: there will be two. */
            stands: boolean;
        };
        /**
         * @description How a run stands. The last six are final but for `halted`, which waits for `resume`.
         * @enum {unknown}
         */
        RunStatus: "cancelled" | "cancelling" | "failed" | "failing" | "halted" | "halting" | "rollback_incomplete" | "rolled_back" | "rolling_back" | "running" | "succeeded";
        /** @description An input that is known to lead somewhere, and the status in which its run ends. */
        Sample: {
            expect: string;
            input: {
                [key: string]: unknown;
            };
            title: string;
        };
        SavedViewRow: {
            filter: {
                canary?: boolean;
                environment?: string;
                /** @description Words of the error's code, message or step. */
                error?: string;
                /** @description Failed for the same reason; as in the list of failures, what was tried out is none. */
                fingerprint?: string;
                /** @description These and no others. */
                ids?: string[];
                /** @description Values of the input that must be there: path and value. */
                input?: {
                    equals: null | string | number | unknown[] | {
                        [key: string]: unknown;
                    } | boolean;
                    path: string[];
                }[];
                /** @description Something is left in place. */
                left?: boolean;
                maxMs?: number;
                /** @description Milliseconds from start to end. */
                minMs?: number;
                /** @description Started at or after, and before. */
                since?: string;
                status?: ("cancelled" | "cancelling" | "failed" | "failing" | "halted" | "halting" | "rollback_incomplete" | "rolled_back" | "rolling_back" | "running" | "succeeded")[];
                /** @description It stands still, and nothing holds it up. */
                stuck?: boolean;
                until?: string;
                /** @description A published version; null for drafts. */
                version?: null | number;
                /** @description Started so many milliseconds ago at most, whenever it is asked. */
                withinMs?: number;
                workflowId?: string;
            };
            id: string;
            name: string;
        };
        SecretUse: {
            id: string;
            name: string;
            /** @description Steps and handlers that take it, by path, and triggers, by name. */
            steps: string[];
            title: null | string;
        };
        Settled: {
            done: components["schemas"]["OpenUndoId"][];
            /** @description Why each of the others stays open. */
            refused: {
                message: string;
                runId: string;
                step: string;
            }[];
        };
        Source: {
            input: string;
        } | {
            result: string;
        } | {
            /** @description Any JSON value. */
            value: unknown;
        } | {
            element: string;
        } | {
            secret: string;
        } | {
            /** @enum {unknown} */
            origin: "arguments" | "context" | "error" | "value";
        };
        /** @description What a run waits for, for programs too. */
        Standing: {
            /** @description Runs that go first. */
            ahead: number;
            /** @description A run that goes under the same key. */
            heldBy?: string;
            /** @description The concurrency key. */
            key?: string;
            most: number;
            underWay: number;
            /** @enum {unknown} */
            what: "key" | "place" | "workflow";
        };
        Step: {
            arguments?: components["schemas"]["Argument"][];
            /** @description Branches of a `switch`, tried in order; one without `when` is the default and stands last. */
            branches?: components["schemas"]["Branch"][];
            cache?: {
                key?: string;
                /** @enum {unknown} */
                scope: "workflow" | "workspace";
                ttl: string;
            };
            check?: string;
            compensate?: string;
            config?: {
                [key: string]: unknown;
            };
            description?: string;
            guards?: components["schemas"]["Guard"][];
            kind: string;
            /** @enum {unknown} */
            mode?: "async" | "sync";
            name: string;
            onError?: components["schemas"]["ErrorRule"][];
            /** @enum {unknown} */
            onInterrupt?: "compensate" | "halt" | "retry";
            priority?: number;
            /** @description Housekeeping: run views fold it away unless it fails. No influence on execution. */
            quiet?: boolean;
            retry?: components["schemas"]["Retry"];
            /** @description The inner step whose value is the container's; the last declared one when absent. */
            return?: string;
            /** @description False keeps a container's steps off the undo stack. */
            reversible?: boolean;
            /** @enum {unknown} */
            role?: "compensatable" | "irreversible" | "pivot" | "retriable";
            /** @description Inner steps of a container (`group`, `map`, …). */
            steps?: unknown;
            timeout?: string;
            title?: string;
            /** @description The name of a handler, or `none`. */
            undo?: string;
            waitFor?: string[];
        };
        StepCoverage: {
            effects: string[];
            /** @description In how many rehearsals of the matrix its undo ran; null without a matrix. */
            ran: null | number;
            sentence: string;
            state: components["schemas"]["CoverageState"];
            step: string;
            title: string;
        };
        /** @description What became of a step. One that has another name is `renamed`, with whatever else is another. */
        StepDiff: {
            /** @enum {unknown} */
            change: "added" | "changed" | "removed" | "renamed";
            fields: components["schemas"]["FieldChange"][];
            /** @description In the newer document; of a removed step, in the older. */
            path: string;
            /** @description In the older document, when it went by another path there. */
            was?: string;
        };
        /** @enum {unknown} */
        StepStatus: "cancelled" | "compensating" | "failed" | "halted" | "idle" | "in_doubt" | "queued" | "retrying" | "running" | "skipped" | "straggler" | "succeeded" | "undo_failed" | "undoing" | "undone" | "waiting";
        StorageSummary: {
            /** @description Runs that the next clean-up removes. */
            expired: number;
            retention: {
                /** @description Days, of runs that succeeded, were undone or cancelled. */
                days: null | number;
                /** @description Days, of runs that failed. Those that have left something in place are always kept. */
                failedDays: null | number;
            };
            /** @description `rows`: counted where the database does not estimate them by itself, else about so many. */
            tables: {
                bytes: number;
                name: string;
                rows: number;
            }[];
            /** @description Bytes, indexes included. */
            total: number;
            /** @description The workflows that take most, by the sizes of their events and large values. */
            workflows: {
                bytes: number;
                name: string;
                oldest: null | string;
                runs: number;
                workflowId: null | string;
            }[];
        };
        /** @description A fixture as it is stored. Times are ISO 8601. */
        StoredFixture: {
            fixture: components["schemas"]["Fixture"];
            id: string;
            revision: number;
            updatedAt: string;
        };
        Stuck: {
            since: string;
            why: string;
        };
        /** @description One thing that a goal asks for, and the step that would do it. */
        SubGoal: {
            /** @description Why this kind was chosen, in a sentence. */
            because: string;
            /** @description Runs beside the goal before it. */
            beside: boolean;
            /** @description Kinds that could do it, best first, the chosen one among them. */
            choices: components["schemas"]["KindChoice"][];
            /** @description Where in its value that is what the next goal works on; absent: that works on what was there before. */
            gives?: string[];
            id: string;
            /** @description What is done for each element, where it is a loop. */
            inner: unknown;
            /** @description Inputs of the workflow that it reads. */
            inputs: components["schemas"]["Input"][];
            /** @description What a person still has to say, a sentence each. */
            open: string[];
            /** @description Without what leads to it: that comes with the drawing. */
            step: components["schemas"]["Step"];
            /** @description The argument that the result before it becomes; absent: it only waits. */
            takes?: string;
            /** @description As it was said. */
            text: string;
            /** @description The handler that takes it back. */
            undo?: components["schemas"]["Step"];
        };
        /** @description How a worker says that a task has ended. */
        TaskOutcome: {
            /** @constant */
            kind: "ok";
            /** @description Any JSON value. */
            value: unknown;
        } | {
            error: {
                code: string;
                details?: null | string | number | unknown[] | {
                    [key: string]: unknown;
                } | boolean;
                message: string;
                retryable?: boolean;
            };
            /** @constant */
            kind: "fail";
        };
        /**
         * @description What a task is for: the step itself, its failure handler, its undo, or its check of an attempt in doubt.
         * @enum {unknown}
         */
        TaskPurpose: "check" | "compensate" | "run" | "undo";
        /** @description A task as lists show it. */
        TaskRecord: {
            attempt: number;
            claimedAt: null | string;
            heardAt: null | string;
            leaseUntil: null | string;
            offeredAt: string;
            /** @description Its run has ended without it. What its worker says is taken in, and undone; it is offered to nobody. */
            over: boolean;
            /** @description Any JSON value. */
            payload: unknown;
            /** @description Any JSON value. */
            progress: unknown;
            /** @enum {unknown} */
            purpose: "check" | "compensate" | "run" | "undo";
            queue: string;
            runId: string;
            /**
             * @description `held`: its run has halted, and offers it again when it goes on.
             * @enum {unknown}
             */
            status: "claimed" | "held" | "offered";
            /** @description The path of the step. */
            step: string;
            taskId: string;
            worker: null | string;
            workflow: string;
        };
        /** @description An input that is known to lead somewhere, and where. */
        TemplateSample: {
            /** @description What a failure comes to. */
            error?: {
                code: string;
                step?: string;
            };
            expect: components["schemas"]["RunStatus"];
            input: {
                [key: string]: unknown;
            };
            /** @description Signals that a person sends meanwhile. */
            signals?: {
                correlation?: string;
                name: string;
                /** @description Any JSON value. */
                payload: unknown;
            }[];
            title: string;
            /** @description Steps in the order of their undoing. */
            undone?: string[];
            /** @description What a success comes to; an object may have more. */
            value?: null | string | number | unknown[] | {
                [key: string]: unknown;
            } | boolean;
        };
        /** @description A token as it is listed; its secret cannot be got back. Times are ISO 8601. */
        TokenRow: {
            createdAt: string;
            /** @description Null: never. */
            expiresAt: null | string;
            /** @description The beginning of its secret. */
            hint: string;
            id: string;
            name: string;
            revokedAt: null | string;
            scopes: ("admin" | "edit" | "read" | "run")[];
            /** @enum {unknown} */
            state: "active" | "expired" | "revoked";
            /** @description To the minute. */
            usedAt: null | string;
        };
        /** @description What makes a run a trial, which is never to be mistaken for a run of the workflow as it is. */
        Trial: {
            /** @description The name of the fixture as it was; null: pins without a name, or none. */
            fixture: null | string;
            /** @description Settings that held for this run only; what ran had them applied. */
            override?: components["schemas"]["Override"];
            part?: components["schemas"]["Part"];
            pins: {
                [key: string]: components["schemas"]["Pin"];
            };
        };
        /** @description What arrived, as filter and mapping see it. Runs that triggers start one after another are counted in `chain`. */
        TriggerEvent: {
            [key: string]: unknown;
        };
        /** @description A trigger in a list. */
        TriggerRow: {
            config: {
                /** @constant */
                kind: "manual";
            } | {
                /** @constant */
                kind: "api";
            } | {
                /** @description Whose value makes a delivery sent twice one. */
                deliveryHeader: string;
                /** @constant */
                kind: "webhook";
                /** @enum {unknown} */
                method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
                /** @description Below `/hooks/`. */
                path: string;
                reply: {
                    /** @constant */
                    mode: "at_once";
                } | {
                    /** @constant */
                    mode: "at_end";
                    withinMs: number;
                };
                schema: null | {
                    [key: string]: null | string | number | unknown[] | {
                        [key: string]: unknown;
                    } | boolean;
                };
                signature: null | {
                    header: string;
                    /** @description HMAC-SHA256 with this secret. */
                    secret: string;
                    /** @description What is signed is `timestamp.body`, the timestamp in this header in seconds; the same header: it has both, as `t=…,v1=…`; null: the body alone. */
                    timestampHeader: null | string;
                    toleranceSeconds: number;
                };
            } | {
                catchUp: {
                    /** @constant */
                    policy: "skip";
                } | {
                    /** @constant */
                    policy: "last";
                } | {
                    most: number;
                    /** @constant */
                    policy: "all";
                };
                /** @constant */
                kind: "schedule";
                when: {
                    cron: string;
                    /** @constant */
                    every: "cron";
                    zone: string;
                } | {
                    /** @constant */
                    every: "interval";
                    from?: string;
                    interval: string;
                } | {
                    at: string;
                    /** @constant */
                    every: "once";
                };
            } | {
                /** @constant */
                kind: "run";
                statuses: ("cancelled" | "failed" | "rollback_incomplete" | "rolled_back" | "succeeded")[];
                workflowId: string;
            } | {
                /** @constant */
                kind: "signal";
                signal: string;
            } | {
                /**
                 * @description Files that are there already when it is set up.
                 * @enum {unknown}
                 */
                existing: "fire" | "skip";
                glob: string;
                /** @constant */
                kind: "file";
                /** @description A file has arrived once it has not changed for so long. */
                settleMs: number;
            };
            enabled: boolean;
            filter: null | string;
            id: string;
            /** @enum {unknown} */
            kind: "api" | "file" | "manual" | "run" | "schedule" | "signal" | "webhook";
            last: null | components["schemas"]["FiringRow"];
            mapping: null | {
                [key: string]: string;
            };
            name: string;
            /** @description When a schedule is due next; null while it is paused and for what is not scheduled. */
            nextAt: null | string;
            /** @enum {unknown} */
            overlap: "allow" | "skip" | "wait";
            rejected: number;
            rejectedAt: null | string;
            revision: number;
            runs: {
                /** @enum {unknown} */
                environment: "dev" | "live" | "staging";
            } | {
                number: number;
            } | {
                /** @constant */
                draft: true;
            };
            /** @description Why it cannot work at present. */
            trouble: null | string;
            workflow: {
                id: string;
                name: string;
                title: null | string;
            };
        };
        /** @description What an update would make of the draft. */
        UpdatePlan: {
            blocks: string[];
            /** @description What both have changed; the merged document has what is here. */
            clashes: components["schemas"]["FieldClash"][];
            diff: components["schemas"]["DocumentDiff"];
            /** @description What is here now, what the library has, mapped as the installed one was, and what would come out. */
            draft: components["schemas"]["WorkflowDocument"];
            installed: number;
            latest: number;
            merged: components["schemas"]["WorkflowDocument"];
            revision: number;
            theirs: components["schemas"]["WorkflowDocument"];
        };
        VersionRecord: {
            base: null | number;
            contentHash: string;
            document: components["schemas"]["WorkflowDocument"];
            note: string;
            number: number;
            publishedAt: string;
            publishedBy: null | string;
            /** @description When it retires or has retired. */
            retireAt: null | string;
            retired: boolean;
            retireReason: null | string;
            workflowId: string;
        };
        /** @description A version in a list. Times are ISO 8601. */
        VersionRow: {
            base: null | number;
            contentHash: string;
            note: string;
            number: number;
            publishedAt: string;
            publishedBy: null | string;
            /** @description When it retires or has retired. */
            retireAt: null | string;
            retired: boolean;
            retireReason: null | string;
        };
        Versions: {
            /** @description The draft differs in content from its base. */
            draftAhead: boolean;
            /** @description The version that the draft was made from; null before the first. */
            draftBase: null | number;
            /** @description Settings that runs have proved, newest first. */
            overrides: components["schemas"]["AcceptedRow"][];
            pointers: components["schemas"]["PointerRow"][];
            /** @description Newest first. */
            versions: components["schemas"]["VersionRow"][];
        };
        View: {
            notes?: {
                id: string;
                position: [
                    number,
                    number
                ];
                size?: [
                    number,
                    number
                ];
                text: string;
            }[];
            /** @description By step or handler name; steps inside a container by their path, `trip.reserve_hotel`. Pixels, top left corner. */
            positions?: {
                [key: string]: [
                    number,
                    number
                ];
            };
        };
        Workbench: {
            /** @description Oldest first. */
            items: components["schemas"]["WorkbenchRow"][];
            total: number;
        };
        /** @description Something that needs a person, with its run. Times are ISO 8601. */
        WorkbenchRow: {
            cause: string;
            code: string;
            /** @enum {unknown} */
            kind: "failed" | "in_doubt";
            message: string;
            note: string;
            owner: null | string;
            remindAt: null | string;
            runId: string;
            runStatus: string;
            since: string;
            startedAt: string;
            step: string;
            /** @description What a person calls the step; null: nothing but its name. */
            title: null | string;
            workflowId: null | string;
            workflowName: string;
            workflowTitle: null | string;
        };
        /** @enum {unknown} */
        WorkerState: "draining" | "running" | "stopped";
        WorkflowDocument: {
            description?: string;
            /** @constant */
            eddy: 1;
            /** @description Runs after the rollback of a failed run. */
            failure?: {
                steps: components["schemas"]["Step"][];
            };
            /** @description Compensation, undo and check handlers: reached only through references, never scheduled forward. */
            handlers?: components["schemas"]["Step"][];
            inputs?: components["schemas"]["Input"][];
            name: string;
            options?: components["schemas"]["Options"];
            /** @description A top-level forward step; the last declared one when absent. */
            return?: string;
            steps: components["schemas"]["Step"][];
            tags?: string[];
            title?: string;
            view?: components["schemas"]["View"];
        };
        /** @description A workflow told as what it does unlike another one. Its document is made by `applyExtension`; changes of the base reach it by `updateExtension`. */
        WorkflowExtension: {
            description?: string;
            /** @constant */
            eddy: 1;
            /** @description `base` or `base@version`. */
            extends: string;
            name: string;
            /** @description Applied in order: each sees what the ones before it did, new names included. */
            patches: components["schemas"]["Patch"][];
            title?: string;
        };
        WorkflowRecord: {
            contentHash: string;
            document: components["schemas"]["WorkflowDocument"];
            id: string;
            name: string;
            revision: number;
            updatedAt: string;
        };
        WorkflowRow: {
            contentHash: string;
            id: string;
            name: string;
            problems: {
                errors: number;
                warnings: number;
            };
            revision: number;
            steps: number;
            title: null | string;
            updatedAt: string;
        };
    };
    responses: {
        /** @description The request does not fit; all faults at once. */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:invalid_request",
                 *       "status": 400,
                 *       "title": "Bad request",
                 *       "code": "INVALID_REQUEST",
                 *       "detail": "The request does not fit what this address takes.",
                 *       "instance": "/api/v1/runs",
                 *       "problems": [
                 *         {
                 *           "in": "body",
                 *           "path": "/workflowId",
                 *           "message": "Invalid input: expected string, received undefined",
                 *           "code": "invalid_type"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description A token is needed, or this one does not hold. */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:token_expired",
                 *       "status": 401,
                 *       "title": "Not authenticated",
                 *       "code": "TOKEN_EXPIRED",
                 *       "detail": "The token \"nightly import\" has expired; make a new one."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description The token does not allow this. */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:scope_needed",
                 *       "status": 403,
                 *       "title": "Not allowed",
                 *       "code": "SCOPE_NEEDED",
                 *       "detail": "The token \"nightly import\" does not allow this: it needs the scope \"edit\"."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description There is no such thing. */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:not_found",
                 *       "status": 404,
                 *       "title": "Not found",
                 *       "code": "NOT_FOUND",
                 *       "detail": "There is no run 01jd0q4x2v."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description This address is an event stream. */
        Problem406: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:stream_only",
                 *       "status": 406,
                 *       "title": "Not acceptable",
                 *       "code": "STREAM_ONLY",
                 *       "detail": "This address is an event stream: ask for it with Accept: text/event-stream."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description It does not fit how things stand; or the same request is in progress. */
        Problem409: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:run_over",
                 *       "status": 409,
                 *       "title": "Conflict",
                 *       "code": "RUN_OVER",
                 *       "detail": "The run is over (succeeded); there is nothing to cancel."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description What is stored has moved on from the revision in If-Match; `details` has it. */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:stale_save",
                 *       "status": 412,
                 *       "title": "Precondition failed",
                 *       "code": "STALE_SAVE",
                 *       "detail": "Someone has changed this workflow since you opened it.",
                 *       "details": {
                 *         "revision": 13,
                 *         "document": {}
                 *       }
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description The body is too large. */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:too_large",
                 *       "status": 413,
                 *       "title": "Too large",
                 *       "code": "TOO_LARGE",
                 *       "detail": "Request body is too large"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description It was understood and cannot be done so; or the idempotency key was used for another request. */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:invalid_document",
                 *       "status": 422,
                 *       "title": "Unprocessable",
                 *       "code": "INVALID_DOCUMENT",
                 *       "detail": "\"Greet\" cannot run yet: it has a problem.",
                 *       "problems": [
                 *         {
                 *           "code": "UNKNOWN_INPUT",
                 *           "severity": "error",
                 *           "path": "/steps/0/arguments/0/from/input",
                 *           "step": "hello",
                 *           "message": "There is no input \"who\"."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description If-Match is missing. */
        Problem428: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:if_match_needed",
                 *       "status": 428,
                 *       "title": "Precondition required",
                 *       "code": "IF_MATCH_NEEDED",
                 *       "detail": "Say in If-Match which revision this was made from: it is the ETag of what you have read."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
        /** @description Too many requests for now. */
        Problem429: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:eddy:problem:too_many_requests",
                 *       "status": 429,
                 *       "title": "Too many requests",
                 *       "code": "TOO_MANY_REQUESTS",
                 *       "detail": "These were more than 600 requests in a minute; go on in 12 seconds."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ApiProblem"];
            };
        };
    };
    parameters: {
        /** @description The `nextCursor` of the page before. */
        cursor: string;
        /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
        idempotencyKey: string;
        /**
         * @description The ETag of what this was made from.
         * @example "12"
         */
        ifMatch: string;
        /** @description The ETag of what you have: 304 when it is still so. */
        ifNoneMatch: string;
        /** @description The id of the last message that arrived: the stream goes on behind it. */
        lastEventId: string;
        /** @description Items on a page. */
        limit: number;
    };
    requestBodies: never;
    headers: {
        /** @description Of how it stands now. */
        ETag: string;
        /** @description Where it is. */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    agent_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            actions: components["schemas"]["AgentAction"][];
                            /** @description Tasks that it works on now, and all that it ever had here. */
                            busy: number;
                            name: string;
                            pools: string[];
                            starts: number;
                            state: components["schemas"]["WorkerState"];
                            taken: number;
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    claim_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: number;
                live?: boolean;
                query?: string;
                runId?: string;
                state?: "held" | "ended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description ISO 8601. */
                            claimedAt: string;
                            endedAt: null | string;
                            endedBy: null | string;
                            endReason: null | string;
                            /** @description ISO 8601; null: until it is released. */
                            expiresAt: null | string;
                            /** @description Who works on it, for people to read. */
                            holder: string;
                            id: string;
                            /** @enum {unknown} */
                            keep: "run" | "until_released";
                            key: string;
                            live: boolean;
                            runId: string;
                            status: components["schemas"]["ClaimStatus"];
                            step: string;
                            workflow: null | string;
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    claim_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "the worker has died"
                 *     }
                 */
                "application/json": {
                    by?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description ISO 8601. */
                        claimedAt: string;
                        endedAt: null | string;
                        endedBy: null | string;
                        endReason: null | string;
                        /** @description ISO 8601; null: until it is released. */
                        expiresAt: null | string;
                        /** @description Who works on it, for people to read. */
                        holder: string;
                        id: string;
                        /** @enum {unknown} */
                        keep: "run" | "until_released";
                        key: string;
                        live: boolean;
                        runId: string;
                        status: components["schemas"]["ClaimStatus"];
                        step: string;
                        workflow: null | string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    claim_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
        };
    };
    version_graph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DependencyGraph"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_dependents: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Dependent"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    system_doctor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"][];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    failure_list: {
        parameters: {
            query: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
                since: string;
                workflowId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FailureRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    failure_triage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fingerprints": [
                 *         "5b1f…"
                 *       ],
                 *       "owner": "Ada"
                 *     }
                 */
                "application/json": {
                    fingerprints: string[];
                    owner?: string | null;
                    resolved?: {
                        reason: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    fixture_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    handoff_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: number;
                to?: string;
                withdrawn?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at: string;
                            body: null | string | number | {
                                [key: string]: null | string | number | unknown | {
                                    /** @description Gets or sets the length of the array. This is a number one higher than the highest index in the array. */
                                    length: number;
                                } | boolean;
                            } | {
                                /** @description Gets or sets the length of the array. This is a number one higher than the highest index in the array. */
                                length: number;
                            } | boolean;
                            from: string;
                            id: string;
                            runId: string;
                            step: string;
                            subject: string;
                            to: string;
                            withdrawnAt: null | string;
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    system_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        database: "embedded" | "postgresql";
                        /** @constant */
                        ok: true;
                    };
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    inbox_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                runId?: string;
                show?: "open" | "over" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["QuestionRecord"][];
                        nextCursor: null | string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    inbox_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "choice": "approve",
                 *       "note": "looks right"
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    by?: string;
                    choice: string;
                    /** @default  */
                    note?: string;
                    /** @default {} */
                    values?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answered": true
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        answered: true;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    inbox_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
        };
    };
    library_search: {
        parameters: {
            query?: {
                agent?: string;
                category?: string;
                cursor?: string;
                limit?: number;
                query?: string;
                sort?: "uses" | "rating" | "newest" | "name";
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_publish: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "workflowId": "01jd0q2m8k",
                 *       "version": 3,
                 *       "category": "Payments"
                 *     }
                 */
                "application/json": {
                    by?: string;
                    /** @default  */
                    category?: string;
                    description?: string;
                    expose?: {
                        as: string;
                        path?: (string | number)[];
                        step: string;
                    }[];
                    extend?: boolean;
                    idempotencyKey?: string;
                    name?: string;
                    /** @default  */
                    note?: string;
                    samples?: {
                        expect: string;
                        input: {
                            [key: string]: unknown;
                        };
                        title: string;
                    }[];
                    /** @default [] */
                    tags?: string[];
                    title?: string;
                    version: number;
                    workflowId: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        card: components["schemas"]["LibraryCard"];
                        number: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_get: {
        parameters: {
            query?: {
                number?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryDetails"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    library_install: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "copy"
                 *     }
                 */
                "application/json": {
                    mapping?: {
                        agents?: {
                            [key: string]: string;
                        };
                        hosts?: {
                            [key: string]: string;
                        };
                        secrets?: {
                            [key: string]: string;
                        };
                    };
                    /** @enum {string} */
                    mode: "copy" | "pinned" | "derived";
                    number?: number;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installed"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_installPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    mapping?: {
                        agents?: {
                            [key: string]: string;
                        };
                        hosts?: {
                            [key: string]: string;
                        };
                        secrets?: {
                            [key: string]: string;
                        };
                    };
                    number?: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstallPlan"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_rate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "stars": 5,
                 *       "by": "Ada"
                 *     }
                 */
                "application/json": {
                    by?: string;
                    /** @default  */
                    comment?: string;
                    idempotencyKey?: string;
                    stars: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryCard"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_retire: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    idempotencyKey?: string;
                    /** @default true */
                    retired?: boolean;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryCard"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "names": [
                 *         "take_payment"
                 *       ]
                 *     }
                 */
                "application/json": {
                    idempotencyKey?: string;
                    names: string[];
                    /** @default Eddy */
                    signer?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        bundle: 1;
                        createdAt: string;
                        packages: {
                            category: string;
                            composed: {
                                [key: string]: components["schemas"]["WorkflowDocument"];
                            };
                            contentHash: string;
                            description: string;
                            document: components["schemas"]["WorkflowDocument"];
                            expectations: {
                                /** @enum {unknown} */
                                end: "cancelled" | "endless" | "failed" | "halted" | "hangs" | "refused" | "rollback_incomplete" | "rolled_back" | "succeeded";
                                /** @enum {unknown} */
                                kind: "cancel" | "crash" | "crash_before" | "fail" | "half_done" | "late" | "recover" | "timeout" | "twice" | "undo_fails" | "undo_twice";
                                residue: string[];
                                step: string;
                                undone: string[];
                            }[];
                            extension?: {
                                base: {
                                    category: string;
                                    composed: {
                                        [key: string]: components["schemas"]["WorkflowDocument"];
                                    };
                                    contentHash: string;
                                    description: string;
                                    document: components["schemas"]["WorkflowDocument"];
                                    expectations: {
                                        /** @enum {unknown} */
                                        end: "cancelled" | "endless" | "failed" | "halted" | "hangs" | "refused" | "rollback_incomplete" | "rolled_back" | "succeeded";
                                        /** @enum {unknown} */
                                        kind: "cancel" | "crash" | "crash_before" | "fail" | "half_done" | "late" | "recover" | "timeout" | "twice" | "undo_fails" | "undo_twice";
                                        residue: string[];
                                        step: string;
                                        undone: string[];
                                    }[];
                                    name: string;
                                    note: string;
                                    number: number;
                                    origin: null | {
                                        contentHash: string;
                                        name: string;
                                        number: number;
                                    };
                                    publishedAt: string;
                                    publishedBy: null | string;
                                    samples: {
                                        expect: string;
                                        input: {
                                            [key: string]: null | string | number | unknown[] | {
                                                [key: string]: unknown;
                                            } | boolean;
                                        };
                                        title: string;
                                    }[];
                                    tags: string[];
                                    title: string;
                                };
                                made: components["schemas"]["WorkflowExtension"];
                            };
                            name: string;
                            note: string;
                            number: number;
                            origin: null | {
                                contentHash: string;
                                name: string;
                                number: number;
                            };
                            publishedAt: string;
                            publishedBy: null | string;
                            samples: {
                                expect: string;
                                input: {
                                    [key: string]: null | string | number | unknown[] | {
                                        [key: string]: unknown;
                                    } | boolean;
                                };
                                title: string;
                            }[];
                            tags: string[];
                            title: string;
                        }[];
                        signature: string;
                        signer: {
                            name: string;
                            publicKey: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_facets: {
        parameters: {
            query?: {
                category?: string;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryFacets"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    library_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    bundle: unknown;
                    idempotencyKey?: string;
                    /** @default false */
                    trust?: boolean;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedBundle"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_suggestions: {
        parameters: {
            query?: {
                minRuns?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibrarySuggestion"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    library_saveTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "reserve_rooms",
                 *       "document": {
                 *         "eddy": 1,
                 *         "name": "reserve_rooms",
                 *         "steps": [
                 *           {
                 *             "name": "rooms",
                 *             "kind": "debug"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    by?: string;
                    /** @default  */
                    category?: string;
                    description?: string;
                    document: components["schemas"]["WorkflowDocument"];
                    idempotencyKey?: string;
                    name: string;
                    /** @default  */
                    note?: string;
                    /** @default [] */
                    samples?: {
                        expect: string;
                        input: {
                            [key: string]: unknown;
                        };
                        title: string;
                    }[];
                    /** @default [] */
                    tags?: string[];
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        card: components["schemas"]["LibraryCard"];
                        number: number;
                        workflowId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    library_updates: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
                workflowId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LibraryUpdate"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    metric_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            labels: null | string | number | {
                                [key: string]: null | string | number | unknown | {
                                    /** @description Gets or sets the length of the array. This is a number one higher than the highest index in the array. */
                                    length: number;
                                } | boolean;
                            } | {
                                /** @description Gets or sets the length of the array. This is a number one higher than the highest index in the array. */
                                length: number;
                            } | boolean;
                            name: string;
                            updatedAt: string;
                            value: number;
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    notice_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: number;
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            at: string;
                            key: string;
                            level: string;
                            readAt: null | string;
                            runId: string;
                            step: string;
                            text: string;
                            title: string;
                            workflow: null | string;
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    notice_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    keys: string[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        read: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_list: {
        parameters: {
            query?: {
                canary?: boolean;
                cursor?: string;
                environment?: string;
                error?: string;
                fingerprint?: string;
                ids?: string[];
                input?: string;
                left?: boolean;
                limit?: number;
                maxMs?: number;
                minMs?: number;
                since?: string;
                status?: ("running" | "halting" | "failing" | "rolling_back" | "cancelling" | "halted" | "succeeded" | "rolled_back" | "rollback_incomplete" | "cancelled" | "failed")[];
                stuck?: boolean;
                until?: string;
                version?: number | null;
                withinMs?: number;
                workflowId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RunRow"][];
                        nextCursor: null | string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "workflowId": "01jd0q2m8k",
                 *       "environment": "live",
                 *       "input": {
                 *         "who": "Ada"
                 *       }
                 *     }
                 */
                "application/json": {
                    canaryKey?: string;
                    /** @enum {string} */
                    environment?: "dev" | "staging" | "live";
                    fixture?: string | {
                        input: {
                            [key: string]: unknown;
                        };
                        name: string;
                        pins: {
                            [key: string]: {
                                /** @constant */
                                kind: "value";
                                /** @description Any JSON value. */
                                value: unknown;
                            } | {
                                attempts?: number;
                                code: string;
                                /** @constant */
                                kind: "failure";
                                message: string;
                            };
                        };
                    };
                    input?: unknown;
                    override?: {
                        fields: {
                            /**
                             * @description A field of the step.
                             * @enum {string}
                             */
                            field: "kind" | "title" | "description" | "config" | "arguments" | "waitFor" | "guards" | "mode" | "priority" | "retry" | "timeout" | "onError" | "compensate" | "undo" | "role" | "check" | "onInterrupt" | "reversible" | "quiet" | "cache" | "return";
                            /** @description Any JSON value. */
                            now?: unknown;
                            /** @description The path of a step or handler. */
                            step: string;
                        }[];
                        /** @description What it is called in the run, and in the version that takes it over. */
                        name: string;
                    };
                    part?: {
                        expect?: string;
                        from?: string;
                        /** @enum {string} */
                        mode: "only" | "to";
                        target: string;
                    };
                    priority?: number;
                    version?: number;
                    wave?: boolean;
                    workflowId: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "runId": "01jd0q4x2v"
                     *     }
                     */
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have: 304 when it is still so. */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False: it waits for its turn, and nothing of it has been done. */
                        begun: boolean;
                        canary: boolean;
                        composed: {
                            [key: string]: components["schemas"]["WorkflowDocument"];
                        };
                        contentHash: string;
                        document: components["schemas"]["WorkflowDocument"];
                        driver: null | components["schemas"]["RunDriver"];
                        /** @description Milliseconds from start to end; null while it is under way. */
                        durationMs: null | number;
                        endedAt: null | string;
                        environment: null | string;
                        error: null | components["schemas"]["RunError"];
                        /** @description The same for runs that failed for the same reason. */
                        fingerprint: null | string;
                        /** @description The fixture that it was run with. */
                        fixture: null | string;
                        id: string;
                        input: {
                            [key: string]: unknown;
                        };
                        lastSeq: number;
                        left: number;
                        /** @description The run that it began from. */
                        origin: null | components["schemas"]["RunOrigin"];
                        startedAt: string;
                        status: components["schemas"]["RunStatus"];
                        steps: number;
                        /** @description Nothing drives it though nothing holds it up: since when, and what was found. */
                        stuck: null | components["schemas"]["Stuck"];
                        successors: components["schemas"]["RunRow"][];
                        /** @description The step that only a part of the workflow was run for. */
                        target: null | string;
                        trial: null | components["schemas"]["Trial"];
                        /** @description The trigger that has started it, which may be gone. */
                        trigger: null | {
                            id: string;
                            name: string;
                        };
                        undone: number;
                        /** @description Any JSON value. */
                        value: unknown;
                        /** @description The published version that it runs; null for a draft. */
                        version: null | number;
                        /** @description What it waits for until then, where the server that was asked knows it. */
                        waits: null | components["schemas"]["Standing"];
                        workflowId: null | string;
                        workflowName: string;
                        workflowTitle: null | string;
                    };
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_acceptOverride: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    by?: string;
                    idempotencyKey?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_adapt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: components["schemas"]["WorkflowDocument"];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_again: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "from": "failure"
                 *     }
                 */
                "application/json": {
                    /** @default start */
                    from?: ("start" | "failure") | {
                        step: string;
                    };
                    input?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @default recorded
                     * @enum {string}
                     */
                    version?: "recorded" | "current";
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_againPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default start */
                    from?: ("start" | "failure") | {
                        step: string;
                    };
                    input?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @default recorded
                     * @enum {string}
                     */
                    version?: "recorded" | "current";
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        again: components["schemas"]["RunsAgain"][];
                        kept: string[];
                        origin: components["schemas"]["RunOrigin"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "expect": [
                 *         "charge"
                 *       ]
                 *     }
                 */
                "application/json": {
                    expect?: string[];
                    /** @default true */
                    rollback?: boolean;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_cancelPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null | components["schemas"]["CancelPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_children: {
        parameters: {
            query?: {
                step?: string;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRow"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_compare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                otherId: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunComparison"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_eventPage: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: {
                /** @description The id of the last message that arrived: the stream goes on behind it. */
                "Last-Event-ID"?: components["parameters"]["lastEventId"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RunEvent"][];
                        /** @description Where what comes later begins; there is always one. */
                        nextCursor: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    fixture_fromRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "a good order"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFixture"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_fork: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "at": 17,
                 *       "fixture": "as it ran"
                 *     }
                 */
                "application/json": {
                    at?: number;
                    fixture?: string;
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowRecord"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_halt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "the warehouse is closed"
                 *     }
                 */
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["RunEvent"][];
                        runId: string;
                        status: components["schemas"]["RunStatus"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_resolveUndo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resolution": {
                 *         "step": "charge",
                 *         "how": "done_outside",
                 *         "reason": "refunded by hand"
                 *       }
                 *     }
                 */
                "application/json": {
                    resolution: {
                        arguments?: {
                            [key: string]: unknown;
                        };
                        /** @constant */
                        how: "retry";
                        step: string;
                    } | {
                        /** @description Any JSON value. */
                        evidence?: unknown;
                        /** @constant */
                        how: "skipped";
                        reason: string;
                        step: string;
                    } | {
                        /** @description Any JSON value. */
                        evidence?: unknown;
                        /** @constant */
                        how: "done_outside";
                        reason: string;
                        step: string;
                    } | {
                        /** @constant */
                        how: "happened";
                        step: string;
                        /** @description Any JSON value. */
                        value?: unknown;
                    } | {
                        /** @constant */
                        how: "not_happened";
                        reason?: string;
                        step: string;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_again_restart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "step": "charge"
                 *     }
                 */
                "application/json": {
                    input?: {
                        [key: string]: unknown;
                    };
                    step: string;
                    /**
                     * @default recorded
                     * @enum {string}
                     */
                    version?: "recorded" | "current";
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_results: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lastSeq: number;
                        past: {
                            document: components["schemas"]["WorkflowDocument"];
                            input: {
                                [key: string]: unknown;
                            };
                            pins: {
                                [key: string]: components["schemas"]["Pin"];
                            };
                            runId: string;
                            steps: {
                                [key: string]: components["schemas"]["PastStep"];
                            };
                        };
                        run: components["schemas"]["RunRow"];
                        steps: {
                            [key: string]: components["schemas"]["RecordedStep"];
                        };
                        trial: null | components["schemas"]["Trial"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_elementPage: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: {
                /** @description The id of the last message that arrived: the stream goes on behind it. */
                "Last-Event-ID"?: components["parameters"]["lastEventId"];
            };
            path: {
                runId: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: ({
                            at: number;
                            index: number;
                            seq: number;
                            /** @constant */
                            status: "succeeded";
                            /** @description Any JSON value. */
                            value: unknown;
                        } | {
                            at: number;
                            error: components["schemas"]["RunError"];
                            index: number;
                            seq: number;
                            /** @constant */
                            status: "failed";
                        })[];
                        /** @description Where what comes later begins; there is always one. */
                        nextCursor: string;
                        over: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "approved": true
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Any JSON value. */
                    payload?: unknown;
                    resolution?: {
                        /** @constant */
                        did: "happened";
                        step: string;
                        /** @description Any JSON value. */
                        value: unknown;
                    } | {
                        /** @constant */
                        did: "not_happened";
                        step: string;
                    } | {
                        /** @constant */
                        did: "ask_again";
                        step: string;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_retryNow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    step?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_signal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "paid",
                 *       "payload": {
                 *         "amount": 40
                 *       }
                 *     }
                 */
                "application/json": {
                    correlation?: string;
                    name: string;
                    /**
                     * @description Any JSON value.
                     * @default null
                     */
                    payload?: unknown;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivered": true
                     *     }
                     */
                    "application/json": {
                        delivered: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_takeUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_value: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Any JSON value. */
                        value: unknown;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_waits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        driver: null | components["schemas"]["RunDriver"];
                        silent: null | string;
                        stuck: null | components["schemas"]["Stuck"];
                        waits: null | components["schemas"]["Standing"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_bulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "verb": "cancel",
                 *       "runs": {
                 *         "ids": [
                 *           "01jd0q4x2v"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    runs: {
                        ids: string[];
                    } | {
                        except?: string[];
                        filter: {
                            canary?: boolean;
                            environment?: string;
                            error?: string;
                            fingerprint?: string;
                            ids?: string[];
                            input?: {
                                /** @description Any JSON value. */
                                equals: unknown;
                                path: string[];
                            }[];
                            left?: boolean;
                            maxMs?: number;
                            minMs?: number;
                            /** Format: date-time */
                            since?: string;
                            status?: ("running" | "halting" | "failing" | "rolling_back" | "cancelling" | "halted" | "succeeded" | "rolled_back" | "rollback_incomplete" | "cancelled" | "failed")[];
                            stuck?: boolean;
                            /** Format: date-time */
                            until?: string;
                            version?: number | null;
                            withinMs?: number;
                            workflowId?: string;
                        };
                    };
                    /** @enum {string} */
                    verb: "cancel" | "undo" | "resume" | "again" | "retry";
                    /** @enum {string} */
                    version?: "recorded" | "current";
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcome"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    run_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
        };
    };
    run_count: {
        parameters: {
            query?: {
                canary?: boolean;
                environment?: string;
                error?: string;
                fingerprint?: string;
                ids?: string[];
                input?: string;
                left?: boolean;
                maxMs?: number;
                minMs?: number;
                since?: string;
                status?: ("running" | "halting" | "failing" | "rolling_back" | "cancelling" | "halted" | "succeeded" | "rolled_back" | "rollback_incomplete" | "cancelled" | "failed")[];
                stuck?: boolean;
                until?: string;
                version?: number | null;
                withinMs?: number;
                workflowId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statuses: {
                            cancelled?: number;
                            cancelling?: number;
                            failed?: number;
                            failing?: number;
                            halted?: number;
                            halting?: number;
                            rollback_incomplete?: number;
                            rolled_back?: number;
                            rolling_back?: number;
                            running?: number;
                            succeeded?: number;
                        };
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    secret_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdAt: null | string;
                            name: string;
                            /** @description False when it was sealed with a key that is not there any more: it has to be set again. */
                            readable: boolean;
                            /** @enum {unknown} */
                            source: "environment" | "stored";
                            updatedAt: null | string;
                            usedAt: null | string;
                            usedBy: components["schemas"]["SecretUse"][];
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    secret_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "value": "sk-…"
                 *     }
                 */
                "application/json": {
                    value: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "api_key",
                     *       "created": true
                     *     }
                     */
                    "application/json": {
                        created: boolean;
                        name: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    secret_remove: {
        parameters: {
            query?: {
                evenIfUsed?: boolean;
            };
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    storage_summary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageSummary"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    storage_cleanUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pruned"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    storage_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    retention?: {
                        days: number | null;
                        failedDays: number | null;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanUpPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    storage_compact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pruned"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    storage_retention: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 90,
                 *       "failedDays": null
                 *     }
                 */
                "application/json": {
                    days: number | null;
                    failedDays: number | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Days, of runs that succeeded, were undone or cancelled. */
                        days: null | number;
                        /** @description Days, of runs that failed. Those that have left something in place are always kept. */
                        failedDays: null | number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    system_info: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allowedHosts: string[];
                        /** @enum {unknown} */
                        database: "embedded" | "postgresql";
                        demoUrl: null | string;
                        model: null | string;
                        version: string;
                    };
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
        };
    };
    task_list: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                query?: string;
                queue?: string;
                runId?: string;
                status?: "offered" | "held" | "claimed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TaskRecord"][];
                        nextCursor: null | string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fence": 1,
                 *       "value": {
                 *         "pages": 3
                 *       }
                 *     }
                 */
                "application/json": {
                    fence: number;
                    /**
                     * @description Any JSON value.
                     * @default null
                     */
                    value?: unknown;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "completed": true
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        completed: true;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_fail: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fence": 1,
                 *       "code": "PAPER_JAM",
                 *       "message": "the paper jammed",
                 *       "retryable": true
                 *     }
                 */
                "application/json": {
                    /** @default TASK_FAILED */
                    code?: string;
                    /** @description Any JSON value. */
                    details?: unknown;
                    fence: number;
                    message: string;
                    /** @default true */
                    retryable?: boolean;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "failed": true
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        failed: true;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_heartbeat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fence": 1,
                 *       "progress": {
                 *         "page": 3
                 *       }
                 *     }
                 */
                "application/json": {
                    fence: number;
                    /** @description Any JSON value. */
                    progress?: unknown;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        leaseUntil: string;
                        wanted: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fence": 1,
                 *       "note": "out of paper"
                 *     }
                 */
                "application/json": {
                    fence: number;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "released": true
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        released: true;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_settle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "Ada",
                 *       "reason": "printed at the counter",
                 *       "outcome": {
                 *         "kind": "ok",
                 *         "value": {
                 *           "pages": 3
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @default somebody */
                    by?: string;
                    outcome: {
                        /** @constant */
                        kind: "ok";
                        /**
                         * @description Any JSON value.
                         * @default null
                         */
                        value?: unknown;
                    } | {
                        error: {
                            /** @default TASK_FAILED */
                            code?: string;
                            message: string;
                            /** @default true */
                            retryable?: boolean;
                        };
                        /** @constant */
                        kind: "fail";
                    };
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "settled": true
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        settled: true;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_takeBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "Ada",
                 *       "reason": "the worker hangs"
                 *     }
                 */
                "application/json": {
                    /** @default somebody */
                    by?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "takenBack": true
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        takenBack: true;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    task_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
        };
    };
    task_claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "queues": [
                 *         "print"
                 *       ],
                 *       "worker": "printer-2",
                 *       "waitSeconds": 20
                 *     }
                 */
                "application/json": {
                    queues: string[];
                    /** @default 20 */
                    waitSeconds?: number;
                    /** @default a worker */
                    worker?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: null | components["schemas"]["ClaimedTask"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    template_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            category: string;
                            description: string;
                            document: components["schemas"]["WorkflowDocument"];
                            name: string;
                            needs: components["schemas"]["Need"][];
                            samples: components["schemas"]["TemplateSample"][];
                            tags: string[];
                            title: string;
                        }[];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    token_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TokenRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    token_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "nightly import",
                 *       "scopes": [
                 *         "run"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Format: date-time */
                    expiresAt?: string;
                    name: string;
                    scopes: ("read" | "run" | "edit" | "admin")[];
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        token: components["schemas"]["TokenRow"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    token_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
                workflowId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TriggerRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_save: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    id?: string;
                    revision?: number;
                    settings: {
                        config: {
                            /** @constant */
                            kind: "manual";
                        } | {
                            /** @constant */
                            kind: "api";
                        } | {
                            /** @default idempotency-key */
                            deliveryHeader?: string;
                            /** @constant */
                            kind: "webhook";
                            /**
                             * @default POST
                             * @enum {string}
                             */
                            method?: "POST" | "PUT" | "PATCH" | "DELETE" | "GET";
                            path: string;
                            /**
                             * @default {
                             *       "mode": "at_once"
                             *     }
                             */
                            reply?: {
                                /** @constant */
                                mode: "at_once";
                            } | {
                                /** @constant */
                                mode: "at_end";
                                withinMs: number;
                            };
                            /** @default null */
                            schema?: {
                                [key: string]: unknown;
                            } | null;
                            /** @default null */
                            signature?: {
                                /** @default x-eddy-signature */
                                header?: string;
                                secret: string;
                                /** @default x-eddy-timestamp */
                                timestampHeader?: string | null;
                                /** @default 300 */
                                toleranceSeconds?: number;
                            } | null;
                        } | {
                            /**
                             * @default {
                             *       "policy": "last"
                             *     }
                             */
                            catchUp?: {
                                /** @constant */
                                policy: "skip";
                            } | {
                                /** @constant */
                                policy: "last";
                            } | {
                                most: number;
                                /** @constant */
                                policy: "all";
                            };
                            /** @constant */
                            kind: "schedule";
                            when: {
                                cron: string;
                                /** @constant */
                                every: "cron";
                                /** @default UTC */
                                zone?: string;
                            } | {
                                /** @constant */
                                every: "interval";
                                /** Format: date-time */
                                from?: string;
                                interval: string;
                            } | {
                                /** Format: date-time */
                                at: string;
                                /** @constant */
                                every: "once";
                            };
                        } | {
                            /** @constant */
                            kind: "run";
                            statuses: ("succeeded" | "failed" | "rolled_back" | "rollback_incomplete" | "cancelled")[];
                            workflowId: string;
                        } | {
                            /** @constant */
                            kind: "signal";
                            signal: string;
                        } | {
                            /**
                             * @default skip
                             * @enum {string}
                             */
                            existing?: "skip" | "fire";
                            glob: string;
                            /** @constant */
                            kind: "file";
                            /** @default 2000 */
                            settleMs?: number;
                        };
                        /** @default null */
                        filter?: string | null;
                        /** @default null */
                        mapping?: {
                            [key: string]: string;
                        } | null;
                        name: string;
                        /**
                         * @default allow
                         * @enum {string}
                         */
                        overlap?: "allow" | "skip" | "wait";
                        /**
                         * @default {
                         *       "environment": "live"
                         *     }
                         */
                        runs?: {
                            /** @enum {string} */
                            environment: "dev" | "staging" | "live";
                        } | {
                            number: number;
                        } | {
                            /** @constant */
                            draft: true;
                        };
                    };
                    workflowId: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have: 304 when it is still so. */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        config: {
                            /** @constant */
                            kind: "manual";
                        } | {
                            /** @constant */
                            kind: "api";
                        } | {
                            /** @description Whose value makes a delivery sent twice one. */
                            deliveryHeader: string;
                            /** @constant */
                            kind: "webhook";
                            /** @enum {unknown} */
                            method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
                            /** @description Below `/hooks/`. */
                            path: string;
                            reply: {
                                /** @constant */
                                mode: "at_once";
                            } | {
                                /** @constant */
                                mode: "at_end";
                                withinMs: number;
                            };
                            schema: null | {
                                [key: string]: null | string | number | unknown[] | {
                                    [key: string]: unknown;
                                } | boolean;
                            };
                            signature: null | {
                                header: string;
                                /** @description HMAC-SHA256 with this secret. */
                                secret: string;
                                /** @description What is signed is `timestamp.body`, the timestamp in this header in seconds; the same header: it has both, as `t=…,v1=…`; null: the body alone. */
                                timestampHeader: null | string;
                                toleranceSeconds: number;
                            };
                        } | {
                            catchUp: {
                                /** @constant */
                                policy: "skip";
                            } | {
                                /** @constant */
                                policy: "last";
                            } | {
                                most: number;
                                /** @constant */
                                policy: "all";
                            };
                            /** @constant */
                            kind: "schedule";
                            when: {
                                cron: string;
                                /** @constant */
                                every: "cron";
                                zone: string;
                            } | {
                                /** @constant */
                                every: "interval";
                                from?: string;
                                interval: string;
                            } | {
                                at: string;
                                /** @constant */
                                every: "once";
                            };
                        } | {
                            /** @constant */
                            kind: "run";
                            statuses: ("cancelled" | "failed" | "rollback_incomplete" | "rolled_back" | "succeeded")[];
                            workflowId: string;
                        } | {
                            /** @constant */
                            kind: "signal";
                            signal: string;
                        } | {
                            /**
                             * @description Files that are there already when it is set up.
                             * @enum {unknown}
                             */
                            existing: "fire" | "skip";
                            glob: string;
                            /** @constant */
                            kind: "file";
                            /** @description A file has arrived once it has not changed for so long. */
                            settleMs: number;
                        };
                        enabled: boolean;
                        filter: null | string;
                        id: string;
                        /** @enum {unknown} */
                        kind: "api" | "file" | "manual" | "run" | "schedule" | "signal" | "webhook";
                        last: null | components["schemas"]["FiringRow"];
                        mapping: null | {
                            [key: string]: string;
                        };
                        name: string;
                        next: string[];
                        /** @description When a schedule is due next; null while it is paused and for what is not scheduled. */
                        nextAt: null | string;
                        /** @enum {unknown} */
                        overlap: "allow" | "skip" | "wait";
                        rejected: number;
                        rejectedAt: null | string;
                        revision: number;
                        runs: {
                            /** @enum {unknown} */
                            environment: "dev" | "live" | "staging";
                        } | {
                            number: number;
                        } | {
                            /** @constant */
                            draft: true;
                        };
                        /** @description Why it cannot work at present. */
                        trouble: null | string;
                        workflow: {
                            id: string;
                            name: string;
                            title: null | string;
                        };
                    };
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_enable: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    enabled: boolean;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        enabled: boolean;
                        id: string;
                        nextAt: null | string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_fire: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Any JSON value. */
                    payload?: unknown;
                    sample?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiringRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_firings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                states?: ("claimed" | "waiting" | "starting" | "started" | "refused" | "skipped")[];
            };
            header?: never;
            path: {
                triggerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FiringRow"][];
                        nextCursor: null | string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    filter?: string | null;
                    /** @enum {string} */
                    kind: "manual" | "api" | "webhook" | "schedule" | "run" | "signal" | "file";
                    /** @default null */
                    mapping?: {
                        [key: string]: string;
                    } | null;
                    /**
                     * @default {
                     *       "environment": "live"
                     *     }
                     */
                    runs?: {
                        /** @enum {string} */
                        environment: "dev" | "staging" | "live";
                    } | {
                        number: number;
                    } | {
                        /** @constant */
                        draft: true;
                    };
                    sample?: {
                        [key: string]: unknown;
                    };
                    workflowId: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: {
                            [key: string]: unknown;
                        };
                        /** @description What it is started with: without the defaults, which are its own to fill in. */
                        given: unknown;
                        /** @description What the run would get, defaults included; what could not be made of it is missing. */
                        input: unknown;
                        inputs: components["schemas"]["Input"][];
                        /** @description False: the filter says no. */
                        passes: boolean;
                        /** @description All that keeps it from starting. */
                        problems: components["schemas"]["Problem"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    trigger_times: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    config: unknown;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fault: null | string;
                        times: string[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    view_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SavedViewRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    view_save: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "stuck",
                 *       "filter": {
                 *         "left": true
                 *       }
                 *     }
                 */
                "application/json": {
                    filter: {
                        canary?: boolean;
                        environment?: string;
                        error?: string;
                        fingerprint?: string;
                        ids?: string[];
                        input?: {
                            /** @description Any JSON value. */
                            equals: unknown;
                            path: string[];
                        }[];
                        left?: boolean;
                        maxMs?: number;
                        minMs?: number;
                        /** Format: date-time */
                        since?: string;
                        status?: ("running" | "halting" | "failing" | "rolling_back" | "cancelling" | "halted" | "succeeded" | "rolled_back" | "rollback_incomplete" | "cancelled" | "failed")[];
                        stuck?: boolean;
                        /** Format: date-time */
                        until?: string;
                        version?: number | null;
                        withinMs?: number;
                        workflowId?: string;
                    };
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    view_save_views: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter: {
                        canary?: boolean;
                        environment?: string;
                        error?: string;
                        fingerprint?: string;
                        ids?: string[];
                        input?: {
                            /** @description Any JSON value. */
                            equals: unknown;
                            path: string[];
                        }[];
                        left?: boolean;
                        maxMs?: number;
                        minMs?: number;
                        /** Format: date-time */
                        since?: string;
                        status?: ("running" | "halting" | "failing" | "rolling_back" | "cancelling" | "halted" | "succeeded" | "rolled_back" | "rollback_incomplete" | "cancelled" | "failed")[];
                        stuck?: boolean;
                        /** Format: date-time */
                        until?: string;
                        version?: number | null;
                        withinMs?: number;
                        workflowId?: string;
                    };
                    name: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    view_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workbench_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
                workflowId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Oldest first. */
                        items: components["schemas"]["WorkbenchRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workbench_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            429: components["responses"]["Problem429"];
        };
    };
    workbench_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        runId: string;
                        step: string;
                    }[];
                    note?: string;
                    owner?: string | null;
                    remindAt?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workbench_resolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "runId": "01jd0q4x2v",
                 *           "step": "charge"
                 *         }
                 *       ],
                 *       "settling": {
                 *         "how": "skipped",
                 *         "reason": "the order was never billed"
                 *       }
                 *     }
                 */
                "application/json": {
                    items: {
                        runId: string;
                        step: string;
                    }[];
                    settling: {
                        arguments?: {
                            [key: string]: unknown;
                        };
                        /** @constant */
                        how: "retry";
                    } | {
                        /** @description Any JSON value. */
                        evidence?: unknown;
                        /** @constant */
                        how: "skipped";
                        reason: string;
                    } | {
                        /** @description Any JSON value. */
                        evidence?: unknown;
                        /** @constant */
                        how: "done_outside";
                        reason: string;
                    } | {
                        /** @constant */
                        how: "happened";
                        /** @description Any JSON value. */
                        value?: unknown;
                    } | {
                        /** @constant */
                        how: "not_happened";
                    } | {
                        /** @constant */
                        how: "ask_again";
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settled"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WorkflowRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "document": {
                 *         "eddy": 1,
                 *         "name": "greet",
                 *         "steps": [
                 *           {
                 *             "name": "hello",
                 *             "kind": "expression",
                 *             "config": {
                 *               "expr": "\"Hello \" & who"
                 *             },
                 *             "arguments": [
                 *               {
                 *                 "name": "who",
                 *                 "from": {
                 *                   "input": "who"
                 *                 }
                 *               }
                 *             ]
                 *           }
                 *         ],
                 *         "inputs": [
                 *           {
                 *             "name": "who",
                 *             "schema": {
                 *               "type": "string"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    document?: components["schemas"]["WorkflowDocument"];
                    idempotencyKey?: string;
                    template?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowRecord"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have: 304 when it is still so. */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowRecord"];
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_save: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /**
                 * @description The ETag of what this was made from.
                 * @example "12"
                 */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "document": {
                 *         "eddy": 1,
                 *         "name": "greet",
                 *         "steps": [
                 *           {
                 *             "name": "hello",
                 *             "kind": "expression",
                 *             "config": {
                 *               "expr": "\"Hello \" & who"
                 *             },
                 *             "arguments": [
                 *               {
                 *                 "name": "who",
                 *                 "from": {
                 *                   "input": "who"
                 *                 }
                 *               }
                 *             ]
                 *           }
                 *         ],
                 *         "inputs": [
                 *           {
                 *             "name": "who",
                 *             "schema": {
                 *               "type": "string"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    document: components["schemas"]["WorkflowDocument"];
                    idempotencyKey?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contentHash: string;
                        revision: number;
                        savedAt: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_remove: {
        parameters: {
            query?: {
                idempotencyKey?: string;
            };
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_export: {
        parameters: {
            query?: {
                format?: "json" | "mermaid";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file: string;
                        text: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_diff: {
        parameters: {
            query: {
                from: number | "draft";
                to?: number | "draft";
            };
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentDiff"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_moves: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PointerMoveRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    version_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                environment: "dev" | "staging" | "live";
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "number": 4,
                 *       "canary": {
                 *         "number": 5,
                 *         "share": 0.1
                 *       },
                 *       "reason": "try the new carrier"
                 *     }
                 */
                "application/json": {
                    canary?: {
                        /** @default [] */
                        callers?: string[];
                        number: number;
                        /** @default 0 */
                        share?: number;
                    };
                    idempotencyKey?: string;
                    number: number;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointerRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    expectation_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ExpectationRecord"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    expectation_save: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expectations": [
                 *         {
                 *           "fixture": "",
                 *           "step": "charge",
                 *           "kind": "fail",
                 *           "end": "rolled_back",
                 *           "undone": [
                 *             "reserve"
                 *           ],
                 *           "residue": []
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    expectations: {
                        /** @enum {string} */
                        end: "succeeded" | "rolled_back" | "rollback_incomplete" | "cancelled" | "failed" | "halted" | "hangs" | "endless" | "refused";
                        fixture: string;
                        /** @enum {string} */
                        kind: "fail" | "recover" | "timeout" | "crash" | "cancel" | "undo_fails" | "half_done" | "twice" | "late" | "crash_before" | "undo_twice";
                        residue: string[];
                        step: string;
                        undone: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        saved: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    expectation_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cells: {
                        fixture: string;
                        kind: string;
                        step: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        removed: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    fixture_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StoredFixture"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    fixture_save: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fixture": {
                 *         "name": "a big order",
                 *         "input": {
                 *           "total": 4000
                 *         },
                 *         "pins": {}
                 *       }
                 *     }
                 */
                "application/json": {
                    fixture: {
                        input: {
                            [key: string]: unknown;
                        };
                        name: string;
                        pins: {
                            [key: string]: {
                                /** @constant */
                                kind: "value";
                                /** @description Any JSON value. */
                                value: unknown;
                            } | {
                                attempts?: number;
                                code: string;
                                /** @constant */
                                kind: "failure";
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFixture"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    fixture_save_fixtures: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /**
                 * @description The ETag of what this was made from.
                 * @example "12"
                 */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                fixtureId: string;
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fixture: {
                        input: {
                            [key: string]: unknown;
                        };
                        name: string;
                        pins: {
                            [key: string]: {
                                /** @constant */
                                kind: "value";
                                /** @description Any JSON value. */
                                value: unknown;
                            } | {
                                attempts?: number;
                                code: string;
                                /** @constant */
                                kind: "failure";
                                message: string;
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFixture"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
        };
    };
    library_installation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null | components["schemas"]["Installed2"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_outcomes: {
        parameters: {
            query: {
                since: string;
            };
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcomes"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    run_planPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "target": "charge",
                 *       "mode": "to"
                 *     }
                 */
                "application/json": {
                    fixture?: string | {
                        input: {
                            [key: string]: unknown;
                        };
                        name: string;
                        pins: {
                            [key: string]: {
                                /** @constant */
                                kind: "value";
                                /** @description Any JSON value. */
                                value: unknown;
                            } | {
                                attempts?: number;
                                code: string;
                                /** @constant */
                                kind: "failure";
                                message: string;
                            };
                        };
                    };
                    from?: string;
                    input?: {
                        [key: string]: unknown;
                    };
                    /** @enum {string} */
                    mode: "only" | "to";
                    target: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: string;
                        plan: components["schemas"]["PartPlan"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    version_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishCheck"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    library_published: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null | components["schemas"]["PublishedBefore"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_rebase: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /**
                 * @description The ETag of what this was made from.
                 * @example "12"
                 */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "onto": 3
                 *     }
                 */
                "application/json": {
                    idempotencyKey?: string;
                    onto: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draftBase: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
        };
    };
    library_update: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /**
                 * @description The ETag of what this was made from.
                 * @example "12"
                 */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    document?: components["schemas"]["WorkflowDocument"];
                    idempotencyKey?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        installed: number;
                        revision: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
        };
    };
    library_updatePlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have: 304 when it is still so. */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatePlan"];
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_list: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Items on a page. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The draft differs in content from its base. */
                        draftAhead: boolean;
                        /** @description The version that the draft was made from; null before the first. */
                        draftBase: null | number;
                        /** @description Newest first. */
                        items: components["schemas"]["VersionRow"][];
                        /** @description Where the next page begins; null at the end. */
                        nextCursor: string | null;
                        /** @description Settings that runs have proved, newest first. */
                        overrides: components["schemas"]["AcceptedRow"][];
                        pointers: components["schemas"]["PointerRow"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    version_publish: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /**
                 * @description The ETag of what this was made from.
                 * @example "12"
                 */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "charges before it ships"
                 *     }
                 */
                "application/json": {
                    base?: number | null;
                    by?: string;
                    idempotencyKey?: string;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        base: null | number;
                        contentHash: string;
                        document: components["schemas"]["WorkflowDocument"];
                        note: string;
                        number: number;
                        publishedAt: string;
                        publishedBy: null | string;
                        /** @description When it retires or has retired. */
                        retireAt: null | string;
                        retired: boolean;
                        retireReason: null | string;
                        warnings: components["schemas"]["Problem"][];
                        workflowId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
        };
    };
    version_get: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you have: 304 when it is still so. */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
            };
            path: {
                number: number;
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionRecord"];
                };
            };
            /** @description It is as you have it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
        };
    };
    version_restore: {
        parameters: {
            query?: never;
            header: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /**
                 * @description The ETag of what this was made from.
                 * @example "12"
                 */
                "If-Match": components["parameters"]["ifMatch"];
            };
            path: {
                number: number;
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    idempotencyKey?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowRecord"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
        };
    };
    version_retire: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                number: number;
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "the carrier is gone"
                 *     }
                 */
                "application/json": {
                    /** Format: date-time */
                    at?: string;
                    idempotencyKey?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    version_revive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path: {
                number: number;
                workflowId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    idempotencyKey?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "flowchart LR\n  a[Fetch] --> b[Store]"
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: components["schemas"]["WorkflowDocument"];
                        format: components["schemas"]["ImportFormat"];
                        report: components["schemas"]["ImportedItem"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_importFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "flowchart LR\n  a[Fetch] --> b[Store]",
                 *       "name": "fetch_and_store",
                 *       "into": "draft"
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    category?: string;
                    /**
                     * @default draft
                     * @enum {string}
                     */
                    into?: "draft" | "library";
                    name?: string;
                    text: string;
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedWorkflow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_planGoal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "goal": "book a flight and a hotel, then charge the card"
                 *     }
                 */
                "application/json": {
                    goal: string;
                    name?: string;
                    /** @enum {string} */
                    planner?: "rules" | "model";
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedWorkflow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
    workflow_validate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Of your choice, a new one for each request; a repeat with it is not done twice. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "document": {
                 *         "eddy": 1,
                 *         "name": "greet",
                 *         "steps": [
                 *           {
                 *             "name": "hello",
                 *             "kind": "expression",
                 *             "config": {
                 *               "expr": "\"Hello \" & who"
                 *             },
                 *             "arguments": [
                 *               {
                 *                 "name": "who",
                 *                 "from": {
                 *                   "input": "who"
                 *                 }
                 *               }
                 *             ]
                 *           }
                 *         ],
                 *         "inputs": [
                 *           {
                 *             "name": "who",
                 *             "schema": {
                 *               "type": "string"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    document: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        problems: components["schemas"]["Problem"][];
                        valid: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
        };
    };
}
